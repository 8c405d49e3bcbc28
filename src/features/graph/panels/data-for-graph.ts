import { completeRows, type DataMatrix, takeColumns } from '../../../domain/discovery/data-matrix';
import type { CausalGraph } from '../../../domain/graph/causal-graph';
import { lostLevel } from '../../../domain/scm/fit-level';
import { counted, fixed } from '../../../domain/text/format-number';
import { PRIORITY_MAX, PRIORITY_MIN } from '../../../domain/values/priority';
import type { ValueSystem } from '../../../domain/values/value-system';
import { listed } from './node-names';

/** Data made ready to be held against a graph. */
export interface GraphData {
  /** Columns bear node ids. Other columns are there only where they are needed to see that the scores are centred. */
  data: DataMatrix;
  /** Variance of the common level that centring took out of the rows; null where it took out none. */
  level: number | null;
  /** Ids of nodes without a column; latent ones are not expected to have one. */
  absent: string[];
  /** What was done to the data. */
  notes: string[];
}

/**
 * Finds the column of each node: named by its id, else its label, its value's id or its value's code, capitals or not. Rows with a
 * missing number in one of them are left out, and counted in the notes.
 *
 * Worked: nodes security (value `security`, code SE) and age; columns SE, AGE, id: SE is renamed security and AGE age.
 */
export function dataForGraph(
  { nodes }: Pick<CausalGraph, 'nodes'>,
  data: DataMatrix,
  system: ValueSystem | null = null,
): GraphData {
  const codes = new Map(system?.values.map(({ id, code }) => [id, code]));
  const plain = data.columns.map((column) => column.toLowerCase());
  const taken = new Map<number, string>();
  for (const { id, label, valueId } of nodes) {
    const words = [id, label, valueId, valueId && codes.get(valueId)];
    const exact = data.columns.indexOf(id);
    const at = [exact, ...words.map((word) => (word ? plain.indexOf(word.toLowerCase()) : -1))].find(
      (place) => place >= 0 && !taken.has(place),
    );
    if (at !== undefined) taken.set(at, id);
  }
  const renamed = {
    ...data,
    columns: data.columns.map((column, at) => taken.get(at) ?? free(column, nodes)),
  };
  const found = new Set(taken.values());
  const ids = nodes.flatMap(({ id, marks }) => (found.has(id) && !marks.includes('latent') ? [id] : []));
  const chosen = completeRows(takeColumns(renamed, ids));
  const absent = nodes.flatMap(({ id, marks }) => (found.has(id) || marks.includes('latent') ? [] : [id]));
  const level = lostLevel(chosen);
  if (level !== null || ids.length === data.columns.length) {
    return { data: chosen, level, absent, notes: missing(data.rows - chosen.rows) };
  }
  const all = completeRows(renamed);
  const hidden = lostLevel(all);
  return hidden === null
    ? { data: chosen, level, absent, notes: missing(data.rows - chosen.rows) }
    : { data: all, level: hidden, absent, notes: missing(data.rows - all.rows) };
}

/** A column that is no node must not bear a node's id. */
function free(column: string, nodes: CausalGraph['nodes']): string {
  return nodes.some(({ id }) => id === column) ? `${column} (column)` : column;
}

function missing(rows: number): string[] {
  return rows === 0
    ? []
    : [`${counted(rows, 'row')} with a missing number ${rows === 1 ? 'was' : 'were'} left out.`];
}

/**
 * A warning where columns are no priority points, so that a value's mean would lie off the scale of 1 to 5; empty where all are.
 * Worked: centred scores with a mean of −0.4: “… means from −0.40 …”.
 */
export function sayOffScale({ columns, rows, values }: DataMatrix, ids: ReadonlySet<string>): string {
  const means = columns.flatMap((column, at) =>
    ids.has(column)
      ? [values.subarray(at * rows, (at + 1) * rows).reduce((sum, x) => sum + x, 0) / rows]
      : [],
  );
  const [lowest, highest] = [Math.min(...means), Math.max(...means)];
  if (!(lowest < PRIORITY_MIN || highest > PRIORITY_MAX)) return '';
  return `These numbers are no priority points: their means run from ${fixed(lowest, 2)} to ${fixed(highest, 2)}, and priorities from ${PRIORITY_MIN} to ${PRIORITY_MAX}. Choose their scale under Learn first; weights come out the same, means and noise variances do not.`;
}

/** The way out where nodes have no column; empty where all have one. */
export function sayAbsent(absent: readonly string[], nameOf: (id: string) => string): string {
  if (absent.length === 0) return '';
  const has = absent.length === 1 ? 'has' : 'have';
  return `${listed(absent.map(nameOf))} ${has} no column in these data. Rename the node or the column, mark it as latent, or remove it.`;
}
