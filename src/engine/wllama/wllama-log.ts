/** Lines that are kept for a failure's detail. */
const KEPT = 12;

/** llama.cpp says in its log alone where the weights went. */
const BUFFER = /load_tensors:\s+(\S+) model buffer size/;

/** Hears what llama.cpp says while it loads and computes. */
export class WllamaLog {
  readonly #errors: string[] = [];
  readonly #buffers = new Set<string>();

  /** Whether weights lie on a GPU. llama.cpp falls back to the CPU without another word than this. */
  get onGpu(): boolean {
    return [...this.#buffers].some((name) => !/^CPU/i.test(name));
  }

  /** The last errors, oldest first. */
  get errors(): string {
    return this.#errors.join('\n');
  }

  readonly logger = {
    debug: (...words: unknown[]): void => void this.#hear(words),
    log: (...words: unknown[]): void => void this.#hear(words),
    warn: (...words: unknown[]): void => void this.#hear(words),
    error: (...words: unknown[]): void => this.#keep(this.#hear(words)),
  };

  #hear(words: readonly unknown[]): string {
    const line = words.map((word) => (word instanceof Error ? word.message : String(word))).join(' ');
    const buffer = BUFFER.exec(line)?.[1];
    if (buffer !== undefined) this.#buffers.add(buffer);
    return line;
  }

  #keep(line: string): void {
    this.#errors.push(line.slice(0, 300));
    if (this.#errors.length > KEPT) this.#errors.shift();
  }
}
