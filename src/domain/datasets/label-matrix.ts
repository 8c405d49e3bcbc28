import { dataMatrix, type DataMatrix } from '../discovery/data-matrix';
import { type DiscoveryError, discoveryFail } from '../discovery/discovery-error';
import { ok, type Result } from '../result';
import type { ValueId } from '../values/value-system';
import type { DatasetItem } from './dataset';

export interface LabelMatrix {
  /** One row an annotated item, one column a value: 1 where annotators found the value in the item, else 0. */
  data: DataMatrix;
  /** Items that nobody annotated: no rows. */
  notAnnotated: number;
  /** Values that no item has, or all have: no columns, since nothing varies with them. */
  constant: ValueId[];
}

/**
 * The labels of a dataset as numbers to learn from. What is learned is which labels go together in texts: co-occurrence,
 * as found by annotators, and no cause.
 *
 * Worked: the items {power}, {power, face}, {} and one without annotation give three rows of (power, face): (1, 0), (1, 1), (0, 0).
 * Errors: no annotated item; fewer than two values that vary.
 */
export function labelMatrix(
  items: readonly Pick<DatasetItem, 'labels'>[],
  values: readonly ValueId[],
): Result<LabelMatrix, DiscoveryError> {
  const annotated = items.flatMap(({ labels }) => (labels === null ? [] : [new Set<string>(labels)]));
  if (annotated.length === 0) {
    return discoveryFail('No item here was annotated, so there are no labels to learn from.');
  }
  const count = (id: ValueId): number => annotated.filter((labels) => labels.has(id)).length;
  const constant = values.filter((id) => {
    const found = count(id);
    return found === 0 || found === annotated.length;
  });
  const columns = values.filter((id) => !constant.includes(id));
  if (columns.length < 2) {
    return discoveryFail(
      `Only ${columns.length} of the ${values.length} values varies between these ${annotated.length} items; a graph needs two. Choose another split, or more items.`,
      columns,
    );
  }
  const made = dataMatrix(
    columns,
    annotated.map((labels) => columns.map((id) => (labels.has(id) ? 1 : 0))),
  );
  if (!made.ok) return made;
  return ok({ data: made.value, notAnnotated: items.length - annotated.length, constant });
}
