import { sentenceSpans } from '../../domain/text/sentences';
import type { Finish } from '../../engine/language-model';
import { UnusableReply } from './repair';

/** "Answer:", "**New answer**:" and the like before the text itself. */
const HEADING = /^\W*(?:(?:my|the|new|another|final)\s+)*(?:answer|advice|response|reply)\W*:\s*/i;
/** What an assistant says of itself where it should answer. */
const OF_ITSELF = new RegExp(
  [
    String.raw`\bas an? (?:AI|artificial intelligence|(?:large )?language model)\b`,
    String.raw`^(?:I['’]?m|I am) (?:sorry|an AI|not sure what to say)\b`,
    String.raw`^I (?:can['’]?t|cannot|am unable to) (?:help|assist|provide|give|answer)\b`,
  ].join('|'),
  'i',
);
/** What an assistant offers; an answer may well say it of the people it speaks of: "I would tell him that I am here to help". */
const OFFER = /\b(?:I['’]?m|I am) here to (?:help|assist|support)\b|\bhow (?:can|may) I (?:help|assist)\b/i;
/** How an answer begins that does choose. */
const CHOOSES = /^I(?: would|['’]d)\b(?! (?:be )?(?:happy|glad|love|like|need)\b)/i;
const SENTENCE_END = /[.!?…]["'”’)\]]*$/;
/** Words in a row that two texts seldom share by chance. */
const RUN = 5;
/** From this share of its runs on a text is an echo of what it was asked. */
const ECHO = 0.5;

export interface Prose {
  readonly text: string;
  /** The sentence at the end that was left out because it broke off, or null. */
  readonly brokenOff: string | null;
}

/**
 * A reply as prose for people: one paragraph without heading, quotation marks around it, marks of emphasis or sentences said
 * twice, and without a last sentence that breaks off.
 * @param least fewer words than this say nothing
 * @param asked what the model was told, without any text that it may keep: a reply made of it is an echo
 * @throws UnusableReply where nothing is left, the model speaks of itself, or it hands back what it was asked
 */
export function readProse(reply: string, finish: Finish, least: number, asked: string): Prose {
  const plain = reply
    .replace(/[*_#`>]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(HEADING, '')
    .replace(/^["“'‘](.*)["”'’]$/, '$1')
    .trim();
  if (OF_ITSELF.test(plain) || (OFFER.test(plain) && !CHOOSES.test(plain)))
    throw new UnusableReply(false, 'The model spoke of itself instead of the question.');
  const sentences = sentenceSpans(plain).map(({ start, end }) => plain.slice(start, end));
  const whole = sentences.filter((sentence) => SENTENCE_END.test(sentence));
  const cut = finish === 'length';
  // A short reply that simply lacks its full stop is kept; one that ran out of tokens is not.
  const kept = withoutRepeats(whole.length > 0 || cut ? whole : sentences);
  const text = kept.join(' ');
  if (wordsOf(text).length < least) {
    // A model that says one short sentence over and over runs out of tokens too, and more of them would not help.
    const ranOut = cut && whole.length === 0;
    throw new UnusableReply(
      ranOut,
      ranOut
        ? 'The model ran out of tokens before its first sentence ended.'
        : `The model wrote no more than “${text}”.`,
    );
  }
  if (echoShare(text, asked) >= ECHO) throw new UnusableReply(false, 'The model repeated what it was asked.');
  const broken = whole.length > 0 ? sentences.filter((sentence) => !SENTENCE_END.test(sentence)) : [];
  return { text, brokenOff: broken.length > 0 ? broken.join(' ') : null };
}

function withoutRepeats(sentences: readonly string[]): string[] {
  const said = new Set<string>();
  return sentences.filter((sentence) => {
    const key = wordsOf(sentence).join(' ');
    const fresh = !said.has(key);
    said.add(key);
    return fresh;
  });
}

/** Share of a text's runs of five words that stand in what was asked, 0 to 1; 0 for a text of fewer words. */
function echoShare(text: string, asked: string): number {
  const known = new Set(runsOf(asked));
  const runs = runsOf(text);
  return runs.length === 0 ? 0 : runs.filter((run) => known.has(run)).length / runs.length;
}

function runsOf(text: string): string[] {
  const words = wordsOf(text);
  return words
    .slice(0, Math.max(0, words.length - RUN + 1))
    .map((_, at) => words.slice(at, at + RUN).join(' '));
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
