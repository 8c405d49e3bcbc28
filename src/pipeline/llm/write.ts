import type { StyleSketch } from '../../domain/runs/attribution';
import type { Prompt } from '../prompt';
import type { Context, RealiseInput } from '../reasoner';
import type { Calls } from './calls';
import { fill, type Prompts } from './prompts';
import { questionText } from './question-text';
import { readProse } from './read-prose';
import { withRepairs, type Turn } from './repair';

/** Room for three or four sentences, and for the shorter text of a repair; a sentence that does not fit is cut off, and the run says so. */
const ANSWER_TOKENS = 100;
const SHORT_TOKENS = 80;
/** Fewer words are a choice without a reason; in the last try any sentence will do. */
const ANSWER_WORDS = 12;
const SHORT_WORDS = 8;
const LAST_WORDS = 4;

const FULL = { tokens: ANSWER_TOKENS, words: ANSWER_WORDS };
const SHORT = { tokens: SHORT_TOKENS, words: SHORT_WORDS };

/** r0: what the model says to the question unsteered. */
export function writeAnswer(calls: Calls, prompts: Prompts, context: Context): Promise<string> {
  const inputs = { question: questionText(context.question) };
  return withRepairs(calls, 'answer', {
    wide: (turn) => prose(calls, prompts.of('answer'), inputs, FULL, turn),
    narrow: (turn) => prose(calls, prompts.of('answer-short'), inputs, SHORT, turn),
  });
}

/**
 * r_v = F_r(C_v, ε2) (COUPLE, section 3.1): a text that says C_v in the answer's style. The answer itself is no argument of
 * F_r, and a small model that sees it copies it. What the response keeps of it comes with the concepts that are kept.
 */
export function writeResponse(
  calls: Calls,
  prompts: Prompts,
  input: RealiseInput,
  context: Context,
): Promise<string> {
  const question = questionText(context.question);
  const concepts = conceptsText(input);
  const inputs = { question, concepts, style: styleText(input.style), person: PERSON[input.style.person] };
  const short = { question, concepts };
  const tokens = Math.max(ANSWER_TOKENS, 2 * input.style.words);
  return withRepairs(calls, 'response', {
    wide: (turn) => prose(calls, prompts.of('realise'), inputs, { ...FULL, tokens }, turn),
    narrow: (turn) => prose(calls, prompts.of('realise-short'), short, SHORT, turn),
  });
}

async function prose(
  calls: Calls,
  prompt: Prompt,
  inputs: Readonly<Record<string, string>>,
  { tokens, words }: { readonly tokens: number; readonly words: number },
  turn: Turn,
): Promise<string> {
  const { text, finish } = await calls.text([calls.ask(prompt, inputs)], {
    maxTokens: tokens * turn.room,
    temperature: turn.temperature,
    turn: turn.turn,
  });
  const read = readProse(text, finish, turn.last ? LAST_WORDS : words, fill(prompt, inputs));
  if (read.brokenOff !== null) {
    const why = finish === 'length' ? 'The model ran out of tokens in it.' : 'The model stopped in it.';
    calls.drop('sentence', read.brokenOff, why);
  }
  return read.text;
}

/** What to say, the weightiest first, what to play down, and what to leave out because it came out too strong. */
function conceptsText({ changes, expression }: RealiseInput): string {
  const labels = (stance: 'for' | 'against') =>
    changes.filter((each) => each.change !== 'dropped' && each.stance === stance).map(({ label }) => label);
  const [for_, against] = [labels('for'), labels('against')];
  const avoid = expression.avoid.slice(-1);
  const parts = [
    for_.length > 0 ? `Reasons that matter, most of all first: ${for_.join('; ')}.` : '',
    against.length > 0 ? `Reasons that count for little: ${against.join('; ')}.` : '',
    ...avoid.map((sentence) => `Not to be said: “${sentence}”`),
  ].filter((part) => part !== '');
  return parts.length > 0 ? parts.join(' ') : 'Reasons that matter: only what the question itself says.';
}

/** The person that ε2 speaks in. */
const PERSON = {
  first: 'Begin with "I would" and use "because".',
  second: 'Begin with "I would", use "because" and call the reader "you".',
  third: 'Use "because", and neither "I" nor "you".',
} as const;

/** ε2's length and register in words: "In about 55 plain words (3 sentences)". */
function styleText({ words, sentences, register }: StyleSketch): string {
  return `In about ${words} ${register} words (${sentences} ${sentences === 1 ? 'sentence' : 'sentences'})`;
}
