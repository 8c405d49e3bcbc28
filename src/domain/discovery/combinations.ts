/**
 * Turns `places` (the first `size` entries, ascending) into the next choice of `size` out of `count`, in lexicographic order;
 * false after the last one. Worked, 2 out of 3: (0, 1) → (0, 2) → (1, 2) → false. The one choice of none has no next.
 */
export function nextCombination(places: Int32Array, size: number, count: number): boolean {
  for (let k = size - 1; k >= 0; k--) {
    if (places[k] >= count - size + k) continue;
    places[k]++;
    for (let after = k + 1; after < size; after++) places[after] = places[after - 1] + 1;
    return true;
  }
  return false;
}
