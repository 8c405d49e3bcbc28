/**
 * Assigns every row to one of `count` folds so that rows with the same group stay together: groups, largest first, each
 * go to the fold that has the fewest rows (ties: alphabetical group, lowest fold).
 */
export function groupFolds(groups: readonly string[], count: number): number[] {
  const sizes = new Map<string, number>();
  for (const group of groups) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  const load = new Array<number>(count).fill(0);
  const foldOf = new Map<string, number>();
  const ordered = [...sizes].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  for (const [group, size] of ordered) {
    const fold = load.indexOf(Math.min(...load));
    load[fold] += size;
    foldOf.set(group, fold);
  }
  return groups.map((group) => foldOf.get(group) ?? 0);
}
