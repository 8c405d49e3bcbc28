import { sentenceSpans } from '../text/sentences';
import { findCue, type Cue } from './cues';
import { CEILING, evidenceOf, PASSING_CEILING, temper } from './evidence-rule';
import type { Reading, ValueClassifier } from './value-classifier';

/** More sentences than this are not read one by one. */
export const SENTENCE_LIMIT = 200;
/** A piece with fewer words than this is worth less than a full one, in proportion. */
const FULL_WORDS = 5;

/** What a piece of text (a sentence, or one item of a list in passing) says for or against each of the twenty values. */
export interface ReadPiece {
  readonly start: number;
  readonly end: number;
  readonly emphasis: Cue['emphasis'];
  /** The words that were scored: the piece without its cue, blanks in its place, so that places in the text stay. */
  readonly scored: string;
  /** In the order of the twenty values, 0 to 1. */
  readonly evidence: readonly number[];
  /** How far each value's log odds stand above the mean of training arguments without it. */
  readonly height: readonly number[];
  readonly reading: Reading;
}

/** Reads a text piece by piece. A sentence is one piece; one that mentions things in passing is cut at commas and "and".
 * `reading` is the whole text's, where the caller has it already. */
export function readPieces(
  classifier: ValueClassifier,
  text: string,
  reading: Reading = classifier.read(text),
): ReadPiece[] {
  const whole = standardScores(classifier, reading);
  return sentenceSpans(text)
    .slice(0, SENTENCE_LIMIT)
    .flatMap(({ start, end }) => {
      const sentence = text.slice(start, end);
      const cue = findCue(sentence);
      const scored = sentence.slice(0, cue.start) + ' '.repeat(cue.end - cue.start) + sentence.slice(cue.end);
      const pieces = cue.emphasis === 'passing' ? listItems(scored) : [{ start: 0, end: scored.length }];
      return pieces.map((piece) => ({
        start: start + piece.start,
        end: start + piece.end,
        emphasis: cue.emphasis,
        scored: scored.slice(piece.start, piece.end),
        ...weigh(classifier, scored.slice(piece.start, piece.end), cue.emphasis, whole),
      }));
    });
}

function weigh(
  classifier: ValueClassifier,
  scored: string,
  emphasis: Cue['emphasis'],
  whole: readonly number[],
): Pick<ReadPiece, 'evidence' | 'height' | 'reading'> {
  const { decisions } = classifier;
  const count = scored.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  const reading = classifier.read(scored);
  const height = heights(classifier, reading);
  if (count === 0) return { evidence: decisions.map(() => 0), height, reading };
  const z = height.map((each, index) => temper(each / decisions[index].strangers.deviation, whole[index]));
  const highest = Math.max(...z);
  const ceiling = emphasis === 'passing' ? PASSING_CEILING : CEILING * Math.min(1, count / FULL_WORDS);
  return { evidence: z.map((each) => evidenceOf(each, highest, ceiling)), height, reading };
}

/** How far the log odds of each value lie above the mean of training arguments without the value. */
function heights({ decisions }: ValueClassifier, { logOdds }: Reading): number[] {
  return logOdds.map((each, index) => each - decisions[index].strangers.mean);
}

/** z of each value: its height in deviations of those arguments. */
function standardScores(classifier: ValueClassifier, reading: Reading): number[] {
  return heights(classifier, reading).map(
    (each, index) => each / classifier.decisions[index].strangers.deviation,
  );
}

function listItems(sentence: string): { start: number; end: number }[] {
  const items: { start: number; end: number }[] = [];
  let start = 0;
  for (const match of sentence.matchAll(/[,;]\s*(?:and\s+|or\s+)?|\s(?:and|or|as well as)\s|$/gu)) {
    if (/[\p{L}\p{N}]/u.test(sentence.slice(start, match.index))) items.push({ start, end: match.index });
    start = match.index + match[0].length;
  }
  return items;
}
