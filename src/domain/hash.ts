/** FNV-1a, 32 bits, of a text's UTF-16 units: spreads choices over ids and seeds. Not for secrets. */
export function fnv1a(text: string): number {
  let state = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    state = Math.imul(state ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return state;
}
