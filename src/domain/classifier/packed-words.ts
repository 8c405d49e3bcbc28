/**
 * Sorted words as bytes: for each, the number of characters it shares with the word before (one byte), the number that
 * follow (one byte), and those as UTF-8. For instance "care", "cared" is 0 4 c a r e, 4 1 d. Words are at most 64
 * characters long and hold no characters beyond the basic ASCII letters, digits and the apostrophe.
 */
export function packWords(words: readonly string[]): Uint8Array {
  const bytes: number[] = [];
  let before = '';
  for (const word of words) {
    let shared = 0;
    while (shared < before.length && shared < word.length && before[shared] === word[shared]) shared += 1;
    bytes.push(shared, word.length - shared);
    for (const character of word.slice(shared)) bytes.push(character.charCodeAt(0));
    before = word;
  }
  return Uint8Array.from(bytes);
}

/** The words of `packWords`, as a map from word to its place. */
export function unpackWords(bytes: Uint8Array): Map<string, number> {
  const rows = new Map<string, number>();
  let before = '';
  let at = 0;
  while (at + 1 < bytes.length) {
    const shared = bytes[at];
    const stop = at + 2 + bytes[at + 1];
    let word = before.slice(0, shared);
    for (let place = at + 2; place < stop; place += 1) word += String.fromCharCode(bytes[place]);
    rows.set(word, rows.size);
    before = word;
    at = stop;
  }
  return rows;
}
