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

/** How many choices of `size` out of `count` there are. Worked: 2 out of 4 are 6; 3 out of 2 are none. */
export function choices(count: number, size: number): number {
  let product = 1;
  for (let k = 0; k < size; k++) product *= (count - k) / (k + 1);
  return Math.max(0, Math.round(product));
}
