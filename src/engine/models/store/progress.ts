import type { DownloadProgress } from '../model-store';

/** Milliseconds over which a speed is measured, and between two reports. */
const WINDOW_MS = 5000;
const REPORT_MS = 150;

/** Adds up what all files of a download have, and reports it now and then. */
export class Progress {
  readonly #here: number[] = [];
  readonly #expected: (number | null)[] = [];
  /** Bytes that came over the network, at which time; oldest first. */
  #samples: { at: number; bytes: number }[] = [];
  #came = 0;
  #phase: DownloadProgress['phase'] = 'plan';
  #file: string | null = null;
  #note: { readonly at: number; readonly text: string } | null = null;
  #reportedAt = -Infinity;

  constructor(
    private readonly now: () => number,
    private readonly report: (progress: DownloadProgress) => void,
  ) {}

  /** What the files have before anything is fetched; null for a size that nobody said yet. */
  begin(
    phase: DownloadProgress['phase'],
    files: readonly { readonly here: number; readonly expected: number | null }[],
  ): void {
    this.#phase = phase;
    this.#here.splice(0, Infinity, ...files.map(({ here }) => here));
    this.#expected.splice(0, Infinity, ...files.map(({ expected }) => expected));
    this.#samples = [];
    this.#came = 0;
    this.#send();
  }

  /** File `at` has so much now. What is not more than before (a file that starts again) is no speed. */
  has(at: number, file: string, here: number, expected: number | null): void {
    this.#came += Math.max(0, here - (this.#here[at] ?? 0));
    this.#here[at] = here;
    this.#expected[at] = expected ?? this.#expected[at] ?? null;
    this.#file = file;
    const now = this.now();
    if (now - this.#reportedAt >= REPORT_MS || here === expected) this.#send();
  }

  /** Something about file `at` that a person should know goes with every report from now on, until null ends it. */
  note(at: number, text: string | null): void {
    // Another file may have said something since.
    if (text === null && this.#note?.at !== at) return;
    this.#note = text === null ? null : { at, text };
    this.#send();
  }

  #send(): void {
    const now = this.now();
    this.#reportedAt = now;
    const totalBytes = this.#phase === 'plan' ? null : sum(this.#expected);
    this.report({
      phase: this.#phase,
      doneBytes: sum(this.#here),
      totalBytes,
      file: this.#file,
      bytesPerSecond: this.#speed(now),
      ...(this.#note === null ? {} : { note: this.#note.text }),
    });
  }

  #speed(now: number): number | null {
    this.#samples.push({ at: now, bytes: this.#came });
    this.#samples = this.#samples.filter(({ at }) => now - at <= WINDOW_MS);
    const [first] = this.#samples;
    const seconds = first === undefined ? 0 : (now - first.at) / 1000;
    return first === undefined || seconds < 0.5 ? null : (this.#came - first.bytes) / seconds;
  }
}

const sum = (numbers: readonly (number | null)[]): number =>
  numbers.reduce<number>((total, number) => total + (number ?? 0), 0);
