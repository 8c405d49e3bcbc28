import type { ValueScore } from '../../domain/runs/attribution';
import type { Value, ValueSystem } from '../../domain/values/value-system';
import type { Message } from '../../engine/language-model';
import type { Context } from '../reasoner';
import { askEach, reply, user, type Said } from './ask-each';
import type { Calls } from './calls';
import { estimatePriority, offeredPriorities, type PriorityEstimate } from './priority-choice';
import type { Relevance } from './relevance';

export interface Rated {
  readonly value: Value;
  readonly estimate: PriorityEstimate;
}

/**
 * The priority of each relevant value by the probability of its digit, apart or in one conversation as the run says.
 * `after` may go on with a value's conversation once it is rated.
 */
export function rateValues(
  calls: Calls,
  { values }: Relevance,
  { rating }: Pick<Context, 'rating'>,
  say: { readonly first: (value: Value) => Message; readonly next: (value: Value) => string },
  after: (messages: readonly Message[], rated: Rated, left: number) => Promise<readonly Message[]> = async (
    messages,
  ) => messages,
): Promise<Rated[]> {
  const { maxLabels, logprobs } = calls.capabilities;
  const offered = offeredPriorities(maxLabels);
  return askEach(
    values,
    rating === 'joint',
    { first: say.first, next: (value) => user(say.next(value)) },
    async (messages, value, left): Promise<Said<Rated>> => {
      calls.left = left;
      const { probabilities, picked } = await calls.choose(messages, offered.map(String), {
        about: value.name,
      });
      const rated = { value, estimate: estimatePriority(offered, probabilities, !logprobs) };
      return { value: rated, messages: await after([...messages, reply(picked)], rated, left) };
    },
  );
}

/** One score for each value of the system, in its order: a value that plays no part has no priority. */
export function scoresOf(
  system: ValueSystem,
  { probability }: Relevance,
  rated: readonly Rated[],
): ValueScore[] {
  return system.values.map(({ id }): ValueScore => {
    const found = rated.find(({ value }) => value.id === id);
    const common = { valueId: id, probability: Math.min(1, probability.get(id) ?? 0), working: null };
    return found
      ? { ...common, relevant: true, ...found.estimate }
      : { ...common, relevant: false, priority: null, interval: null };
  });
}
