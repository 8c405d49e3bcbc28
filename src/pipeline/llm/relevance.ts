import type { Value, ValueId, ValueSystem } from '../../domain/values/value-system';
import type { Prompt } from '../prompt';
import { askEach, reply, user } from './ask-each';
import type { Calls } from './calls';
import { valueText } from './question-text';
import { withRepairs, type Turn } from './repair';

/** From this probability of "Yes" on a value plays a part. */
const RELEVANT = 0.5;
/** Most values that play a part in one text: as many as the method's authors score for one question. */
const RELEVANT_MAX = 5;

/** The values that play a part in a text, in the system's order, and how probable that is of each value. */
export interface Relevance {
  /** 1 or 0 where the model named the values; the probability of its "Yes" where it was asked about each. */
  readonly probability: ReadonlyMap<ValueId, number>;
  readonly values: readonly Value[];
}

/** The two ways to ask. */
export interface RelevanceQuestions {
  /** Names, in one call, the values that play a part. */
  readonly list: (turn: Turn) => Promise<readonly string[]>;
  /** The prompt about one value, and what it needs beside the value. */
  readonly each: Prompt;
  readonly inputs: Readonly<Record<string, string>>;
}

/**
 * The gate before any rating. The model names the values that play a part, in one call: one question about each of ten
 * values would be most of a run's cost on a CPU. Where that gives no list that can be used, it is asked about each.
 */
export function relevantValues(
  calls: Calls,
  { list, each, inputs }: RelevanceQuestions,
  system: ValueSystem,
): Promise<Relevance> {
  return withRepairs(calls, 'list of values', {
    wide: async (turn) => {
      const named = new Set([...new Set(await list(turn))].slice(0, RELEVANT_MAX));
      return {
        probability: new Map(system.values.map(({ id, name }) => [id, named.has(name) ? 1 : 0])),
        values: system.values.filter(({ name }) => named.has(name)),
      };
    },
    narrow: () => askAboutEach(calls, each, inputs, system),
    skipWide: calls.capabilities.constraint === 'none',
  });
}

/** Apart where the engine remembers any prompt that begins alike, elsewhere in one growing conversation. */
async function askAboutEach(
  calls: Calls,
  prompt: Prompt,
  inputs: Readonly<Record<string, string>>,
  system: ValueSystem,
): Promise<Relevance> {
  const answers = await askEach(
    system.values,
    calls.capabilities.prefixCache !== 'any',
    {
      first: (value) => calls.ask(prompt, { ...inputs, value: valueText(value) }),
      next: (value) => user(valueText(value)),
    },
    async (messages, value, left) => {
      calls.left = left;
      const { probabilities, picked } = await calls.choose(messages, ['Yes', 'No'], { about: value.name });
      return { value: { value, yes: probabilities[0] }, messages: [...messages, reply(picked)] };
    },
  );
  const likeliest = answers
    .filter(({ yes }) => yes >= RELEVANT)
    .sort((a, b) => b.yes - a.yes)
    .slice(0, RELEVANT_MAX)
    .map(({ value }) => value.id);
  return {
    probability: new Map(answers.map(({ value, yes }) => [value.id, yes])),
    values: system.values.filter(({ id }) => likeliest.includes(id)),
  };
}
