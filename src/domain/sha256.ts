/**
 * SHA-256 of a text's UTF-8 bytes as 64 lower-case hexadecimal digits (FIPS 180-4).
 * Written out because `crypto.subtle` is absent on a page served over plain http and answers later only.
 * `sha256('')` is `e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855`.
 */
export function sha256(text: string): string {
  const words = padded(new TextEncoder().encode(text));
  const state = new Uint32Array(fractionsOfRoots(8, 1 / 2));
  for (let start = 0; start < words.length; start += 16) compress(state, words.subarray(start, start + 16));
  return Array.from(state, (word) => word.toString(16).padStart(8, '0')).join('');
}

const PRIMES = firstPrimes(64);
const ROUND_CONSTANTS = new Uint32Array(fractionsOfRoots(64, 1 / 3));

function firstPrimes(count: number): number[] {
  const primes: number[] = [];
  for (let candidate = 2; primes.length < count; candidate += 1) {
    if (primes.every((prime) => candidate % prime !== 0)) primes.push(candidate);
  }
  return primes;
}

/** The first 32 bits of the fractional parts of the primes' roots: the standard's constants. */
function fractionsOfRoots(count: number, power: number): number[] {
  return PRIMES.slice(0, count).map((prime) => {
    const root = power === 1 / 2 ? Math.sqrt(prime) : Math.cbrt(prime);
    return Math.floor((root - Math.floor(root)) * 2 ** 32);
  });
}

/** Big-endian words of the message, a one bit, zeros, and the length in bits: a multiple of 16 words. */
function padded(bytes: Uint8Array): Uint32Array {
  const words = new Uint32Array(Math.ceil((bytes.length + 9) / 64) * 16);
  const put = (index: number, byte: number): void => {
    const word = index >> 2;
    words[word] = (words[word] ?? 0) | (byte << (24 - (index % 4) * 8));
  };
  bytes.forEach((byte, index) => put(index, byte));
  put(bytes.length, 0x80);
  words[words.length - 2] = Math.floor((bytes.length * 8) / 2 ** 32);
  words[words.length - 1] = bytes.length * 8;
  return words;
}

const rotate = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

function compress(state: Uint32Array, block: Uint32Array): void {
  const schedule = new Uint32Array(64);
  schedule.set(block);
  for (let t = 16; t < 64; t += 1) {
    const before15 = schedule[t - 15];
    const before2 = schedule[t - 2];
    const s0 = rotate(before15, 7) ^ rotate(before15, 18) ^ (before15 >>> 3);
    const s1 = rotate(before2, 17) ^ rotate(before2, 19) ^ (before2 >>> 10);
    schedule[t] = schedule[t - 16] + s0 + schedule[t - 7] + s1;
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let t = 0; t < 64; t += 1) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const choice = (e & f) ^ (~e & g);
    const first = (h + s1 + choice + ROUND_CONSTANTS[t] + schedule[t]) | 0;
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    const second = (s0 + majority) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, index) => {
    state[index] = (state[index] ?? 0) + word;
  });
}
