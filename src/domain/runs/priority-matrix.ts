import { dataMatrix, type DataMatrix } from '../discovery/data-matrix';
import { type DiscoveryError, discoveryFail } from '../discovery/discovery-error';
import { ok, type Result } from '../result';
import { PRIORITY_MIN } from '../values/priority';
import type { ValueId } from '../values/value-system';
import type { Attribution } from './attribution';
import { attemptsOf, configOf, findEvent } from './read-run';
import type { Run } from './run';

export interface PriorityMatrix {
  /** One row a text, one column a value: the measured priority, 1 to 5. */
  data: DataMatrix;
  /** Texts by whether they were written unsteered. */
  answers: number;
  responses: number;
  /** Values that are the same in every text: no columns. */
  constant: ValueId[];
}

/**
 * Measured priorities of the texts of one's own runs: every answer and every verified response, each distinct text once (the
 * same question has the same unsteered answer in every run). A value that plays no part in a text counts as 1, “not
 * important at all”, as it does in Δ.
 *
 * A response was steered with a graph, so what is learned from responses is partly that graph again: leave them out with
 * `responses: false` to learn from unsteered answers alone.
 * Errors: no run of this value system; fewer than two values that vary.
 */
export function priorityMatrix(
  runs: readonly Pick<Run, 'events'>[],
  system: { readonly id: string; readonly values: readonly { readonly id: ValueId }[] },
  { responses = true }: { responses?: boolean } = {},
): Result<PriorityMatrix, DiscoveryError> {
  const answers = new Map<string, Attribution>();
  const steered = new Map<string, Attribution>();
  for (const { events } of runs) {
    if (configOf(events)?.valueSystemId !== system.id) continue;
    const answer = findEvent(events, 'answer');
    const found = findEvent(events, 'attribution');
    if (answer && found) answers.set(answer.text, found.attribution);
    if (!responses) continue;
    for (const { response, verification } of attemptsOf(events)) {
      if (response && verification) {
        steered.set(response.response.text, verification.verification.measured);
      }
    }
  }
  for (const text of answers.keys()) steered.delete(text);
  const texts = [...answers.values(), ...steered.values()];
  if (texts.length === 0) {
    return discoveryFail('No stored run of this value system holds a text whose priorities were measured.');
  }
  const rows = texts.map(({ scores }) => {
    const priorities = new Map(scores.map(({ valueId, priority }) => [valueId, priority]));
    return system.values.map(({ id }) => priorities.get(id) ?? PRIORITY_MIN);
  });
  const varies = system.values.map((_, at) => rows.some((row) => row[at] !== rows[0][at]));
  const columns = system.values.flatMap(({ id }, at) => (varies[at] ? [id] : []));
  if (columns.length < 2) {
    return discoveryFail(
      `The ${texts.length} texts of these runs differ in ${columns.length} values; a graph needs two. Ask more questions first.`,
    );
  }
  const made = dataMatrix(
    columns,
    rows.map((row) => row.filter((_, at) => varies[at])),
  );
  if (!made.ok) return made;
  const constant = system.values.flatMap(({ id }, at) => (varies[at] ? [] : [id]));
  return ok({ data: made.value, answers: answers.size, responses: steered.size, constant });
}
