import type { Value, ValueId, ValueSystem } from '../../domain/values/value-system';
import type { Prompt } from '../prompt';
import { askEach, reply, user } from './ask-each';
import type { Calls } from './calls';
import { valueText } from './question-text';

/** From this probability of "yes" on a value plays a part. */
const RELEVANT = 0.5;
/** Most values that play a part in one text: as many as the method's authors score for one question. */
const RELEVANT_MAX = 5;

/** The probability that each value plays a part in a text, and the values that do, in the system's order. */
export interface Relevance {
  readonly probability: ReadonlyMap<ValueId, number>;
  readonly values: readonly Value[];
}

/**
 * The gate before any rating: for each value, yes or no. Each is asked apart where the engine remembers any prompt that
 * begins alike; elsewhere all in one growing conversation, since ten full prompts a text would take minutes.
 * @param inputs what the prompt needs beside the value
 */
export async function relevantValues(
  calls: Calls,
  prompt: Prompt,
  inputs: Readonly<Record<string, string>>,
  system: ValueSystem,
  together: boolean,
): Promise<Relevance> {
  const answers = await askEach(
    system.values,
    together || calls.capabilities.prefixCache !== 'any',
    {
      first: (value) => calls.ask(prompt, { ...inputs, value: valueText(value) }),
      next: (value) => user(valueText(value)),
    },
    async (messages, value, left) => {
      calls.left = left;
      const { probabilities, picked } = await calls.choose(messages, ['yes', 'no'], { about: value.name });
      return { value: { value, yes: probabilities[0] }, messages: [...messages, reply(picked)] };
    },
  );
  const likeliest = [...answers]
    .filter(({ yes }) => yes >= RELEVANT)
    .sort((a, b) => b.yes - a.yes)
    .slice(0, RELEVANT_MAX)
    .map(({ value }) => value.id);
  return {
    probability: new Map(answers.map(({ value, yes }) => [value.id, yes])),
    values: system.values.filter(({ id }) => likeliest.includes(id)),
  };
}
