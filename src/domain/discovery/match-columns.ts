import type { CausalGraph } from '../graph/causal-graph';
import type { ValueSystem } from '../values/value-system';
import type { DataMatrix } from './data-matrix';

export interface MatchedColumns {
  /** The same numbers; columns that were recognised have the id of their node or value as their name. */
  data: DataMatrix;
  /** What each renamed column was called before, by its new name. */
  calledBefore: Partial<Record<string, string>>;
}

/**
 * Gives columns the names that the graph uses, so that a table of survey answers with the headers SD, ST … fits a graph of
 * self-direction, stimulation … A column is recognised as a node by its id or label, else as a value by its id, code or
 * name, whatever the case. A column that nothing is recognised in, or that would be the second of a name, keeps its own.
 *
 * Worked: for the ten values, “SD” becomes “self-direction”, “Power” becomes “power”, “age” stays.
 */
export function matchColumns(
  data: DataMatrix,
  graph: Pick<CausalGraph, 'nodes'>,
  system: ValueSystem | null,
): MatchedColumns {
  const known = new Map<string, string>();
  const learn = (word: string, id: string): void => {
    const key = plain(word);
    if (!known.has(key)) known.set(key, id);
  };
  for (const { id } of graph.nodes) learn(id, id);
  for (const { id, label, valueId } of graph.nodes) {
    learn(label, id);
    if (valueId === undefined) continue;
    learn(valueId, id);
    const value = system?.values.find((one) => one.id === valueId);
    if (value) for (const word of [value.code, value.name]) learn(word, id);
  }
  for (const { id, code, name } of system?.values ?? []) for (const word of [id, code, name]) learn(word, id);
  const taken = new Set(data.columns);
  const calledBefore: Partial<Record<string, string>> = {};
  const columns = data.columns.map((column) => {
    const id = known.get(plain(column));
    if (id === undefined || id === column || taken.has(id)) return column;
    taken.add(id);
    calledBefore[id] = column;
    return id;
  });
  return { data: { ...data, columns }, calledBefore };
}

const plain = (word: string): string =>
  word
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ');
