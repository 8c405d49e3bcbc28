/**
 * SHA-256 of a text's UTF-8 bytes as 64 lower-case hexadecimal digits (FIPS 180-4).
 * Written out because `crypto.subtle` is absent on a page served over plain http, answers later only, and wants all
 * bytes at once. `sha256('')` is `e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855`.
 */
export function sha256(text: string): string {
  const hash = new Sha256();
  hash.update(new TextEncoder().encode(text));
  return hash.digest();
}

const BLOCK_BYTES = 64;

/** SHA-256 of bytes that come piece by piece, for files that are larger than memory. */
export class Sha256 {
  readonly #state = new Int32Array(INITIAL);
  /** The last bytes that do not fill a block yet. */
  readonly #rest = new Uint8Array(BLOCK_BYTES);
  #length = 0;

  update(bytes: Uint8Array): void {
    let at = 0;
    const held = this.#length % BLOCK_BYTES;
    this.#length += bytes.length;
    if (held > 0) {
      at = Math.min(BLOCK_BYTES - held, bytes.length);
      this.#rest.set(bytes.subarray(0, at), held);
      if (held + at < BLOCK_BYTES) return;
      compress(this.#state, this.#rest, 0);
    }
    for (; at + BLOCK_BYTES <= bytes.length; at += BLOCK_BYTES) compress(this.#state, bytes, at);
    this.#rest.set(bytes.subarray(at));
  }

  /** The hash of all that was given, as 64 lower-case hexadecimal digits. Nothing may be added after it. */
  digest(): string {
    const bits = this.#length * 8;
    const held = this.#length % BLOCK_BYTES;
    // A one bit, zeros, and the length in bits (big-endian, 64 bits wide) fill the last block, or the last two.
    const tail = new Uint8Array(held < 56 ? BLOCK_BYTES - held : 2 * BLOCK_BYTES - held);
    tail[0] = 0x80;
    const view = new DataView(tail.buffer);
    view.setUint32(tail.length - 8, Math.floor(bits / 2 ** 32));
    view.setUint32(tail.length - 4, bits % 2 ** 32);
    this.update(tail);
    return Array.from(this.#state, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
  }
}

const PRIMES = firstPrimes(64);
const INITIAL = fractionsOfRoots(8, 1 / 2);
const ROUND_CONSTANTS = new Int32Array(fractionsOfRoots(64, 1 / 3));

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
    return Math.floor((root - Math.floor(root)) * 2 ** 32) | 0;
  });
}

/** One for all hashes: a block is worked off before anything else runs. */
const schedule = new Int32Array(64);

/** Takes the 64 bytes from `at` on into the state. Plain locals: files of a gigabyte pass through here. */
function compress(state: Int32Array, bytes: Uint8Array, at: number): void {
  for (let t = 0, i = at; t < 16; t += 1, i += 4) {
    schedule[t] = (bytes[i] << 24) | (bytes[i + 1] << 16) | (bytes[i + 2] << 8) | bytes[i + 3];
  }
  for (let t = 16; t < 64; t += 1) {
    const x = schedule[t - 15];
    const y = schedule[t - 2];
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    schedule[t] = (schedule[t - 16] + s0 + schedule[t - 7] + s1) | 0;
  }
  let a = state[0];
  let b = state[1];
  let c = state[2];
  let d = state[3];
  let e = state[4];
  let f = state[5];
  let g = state[6];
  let h = state[7];
  for (let t = 0; t < 64; t += 1) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const first = (h + s1 + ((e & f) ^ (~e & g)) + ROUND_CONSTANTS[t] + schedule[t]) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const second = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
  state[4] += e;
  state[5] += f;
  state[6] += g;
  state[7] += h;
}
