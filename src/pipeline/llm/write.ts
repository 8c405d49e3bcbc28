import type { StyleSketch } from '../../domain/runs/attribution';
import type { Prompt } from '../prompt';
import type { Context, RealiseInput } from '../reasoner';
import type { Calls } from './calls';
import { fill, type Prompts } from './prompts';
import { questionText } from './question-text';
import { readProse } from './read-prose';
import { UnusableReply, withRepairs } from './repair';

/** Tokens for three sentences with room to spare, and for the shorter text of a repair. */
const ANSWER_TOKENS = 140;
const SHORT_TOKENS = 100;

/** r0: what the model says to the question unsteered. */
export function writeAnswer(calls: Calls, prompts: Prompts, context: Context): Promise<string> {
  const inputs = { question: questionText(context.question) };
  return withRepairs(calls, 'answer', {
    wide: (turn) => prose(calls, prompts.answer, inputs, inputs, ANSWER_TOKENS, turn),
    narrow: (turn) => prose(calls, prompts['answer-short'], inputs, inputs, SHORT_TOKENS, turn),
  });
}

/** r_v: a text that says C_v and keeps ε2. A reply that is the answer again has not said it. */
export function writeResponse(
  calls: Calls,
  prompts: Prompts,
  input: RealiseInput,
  context: Context,
): Promise<string> {
  const question = questionText(context.question);
  const concepts = conceptsText(input);
  const inputs = { question, text: input.answer, concepts, style: styleText(input.style) };
  const tokens = Math.max(ANSWER_TOKENS, 2 * input.style.words);
  return withRepairs(calls, 'response', {
    wide: async (turn) => {
      const text = await prose(calls, prompts.realise, inputs, { ...inputs, text: '' }, tokens, turn);
      if (text === input.answer && concepts !== '') {
        throw new UnusableReply(false, 'The model handed back the answer as it was.');
      }
      return text;
    },
    narrow: (turn) => {
      const short = { question, concepts };
      return prose(calls, prompts['realise-short'], short, short, SHORT_TOKENS, turn);
    },
  });
}

async function prose(
  calls: Calls,
  prompt: Prompt,
  inputs: Readonly<Record<string, string>>,
  asked: Readonly<Record<string, string>>,
  maxTokens: number,
  turn: { readonly turn: number; readonly room: number; readonly temperature: number },
): Promise<string> {
  const { text, finish } = await calls.text([calls.ask(prompt, inputs)], {
    maxTokens: maxTokens * turn.room,
    temperature: turn.temperature,
    turn: turn.turn,
  });
  return readProse(text, finish, fill(prompt, asked));
}

/** What to say, the weightiest first, what to play down, and what to leave out because it came out too strong. */
function conceptsText({ changes, expression }: RealiseInput): string {
  const labels = (stance: 'for' | 'against') =>
    changes.filter((each) => each.change !== 'dropped' && each.stance === stance).map(({ label }) => label);
  const [for_, against] = [labels('for'), labels('against')];
  const avoid = expression.avoid.slice(-1);
  return [
    for_.length > 0 ? `Its reasons, most important first: ${for_.join('; ')}.` : '',
    against.length > 0 ? `Say that this counts for little: ${against.join('; ')}.` : '',
    ...avoid.map((sentence) => `Do not say: “${sentence}”`),
  ]
    .filter((part) => part !== '')
    .join(' ');
}

const PERSON = {
  first: 'as “I”',
  second: 'addressing the reader as “you”',
  third: 'without “I” or “you” as far as possible',
} as const;

/** ε2 in words: "Write 3 sentences, about 55 words, in plain words, as “I”.". */
export function styleText({ words, sentences, person, register }: StyleSketch): string {
  const length = `${sentences} ${sentences === 1 ? 'sentence' : 'sentences'}, about ${words} words`;
  const tone = register === 'formal' ? 'in formal words' : 'in plain words';
  return `Write ${length}, ${tone}, ${PERSON[person]}.`;
}
