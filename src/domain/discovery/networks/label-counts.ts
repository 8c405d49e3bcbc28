import { ok, type Result } from '../../result';
import { type DiscoveryError, discoveryFail, quoteNames } from '../discovery-error';

/** How often labels occur and meet. */
export interface LabelCounts {
  readonly labels: readonly string[];
  /** Items that were labelled at all. */
  readonly items: number;
  /** Items with label i. */
  readonly single: Int32Array;
  /** Items with both i and j, at i · labels.length + j. Symmetric; the diagonal is `single`. */
  readonly both: Int32Array;
}

/**
 * Counts the labels of items. A label twice on one item counts once; items without labels count as items.
 * Worked: {a, b}, {a}, {b, c} have single a 2, b 2, c 1, and both (a, b) 1, (a, c) 0, (b, c) 1.
 * Errors: no items, fewer than two labels, a label that is not in `labels`.
 */
export function countLabels(
  items: readonly (readonly string[])[],
  labels: readonly string[],
): Result<LabelCounts, DiscoveryError> {
  const places = placesOf(items, labels);
  if (!places.ok) return places;
  const size = labels.length;
  const both = new Int32Array(size * size);
  for (const item of places.value) for (const i of item) for (const j of item) both[i * size + j]++;
  const single = Int32Array.from(labels, (_, i) => both[i * size + i]);
  return ok({ labels, items: items.length, single, both });
}

/** The labels of each item by position, each once. Errors: as above. */
export function placesOf(
  items: readonly (readonly string[])[],
  labels: readonly string[],
): Result<number[][], DiscoveryError> {
  if (items.length === 0) return discoveryFail('There are no labelled items to count.');
  if (labels.length < 2) return discoveryFail(`${labels.length} labels are too few for a network.`, labels);
  const twice = labels.filter((label, at) => labels.indexOf(label) !== at);
  if (twice.length > 0) return discoveryFail(`The label ${quoteNames(twice)} is listed twice.`, twice);
  const index = new Map(labels.map((label, at) => [label, at]));
  const unknown = new Set<string>();
  const places = items.map((item) => {
    const found = new Set<number>();
    for (const label of item) {
      const at = index.get(label);
      if (at === undefined) unknown.add(label);
      else found.add(at);
    }
    return [...found];
  });
  if (unknown.size > 0) {
    return discoveryFail(
      `Items have the labels ${quoteNames([...unknown])}, which are not in the list of labels.`,
      [...unknown],
    );
  }
  return ok(places);
}

/** The labels on at least `least` items, in alphabetical order. What is rarer says little about its company. */
export function frequentLabels(items: readonly (readonly string[])[], least: number): string[] {
  const counts = new Map<string, number>();
  for (const item of items)
    for (const label of new Set(item)) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts].flatMap(([label, count]) => (count >= least ? [label] : [])).sort();
}
