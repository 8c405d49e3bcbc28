import { z } from 'zod';

/** Row problems that are written out one by one; further ones are only counted. */
export const LISTED_PROBLEMS_MAX = 1000;

export const PROBLEM_CODES = [
  'column-count',
  'blank-line',
  'no-id',
  'empty-text',
  'unknown-stance',
  'label-cell',
  'duplicate-same',
  'duplicate-different',
  'level1-disagrees',
  'level1-without-row',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

export const rowProblemSchema = z.object({
  file: z.string(),
  /** Line of the file, from 1; the header is line 1. */
  line: z.number().int().positive(),
  code: z.enum(PROBLEM_CODES),
  /** One sentence: what is wrong with the row and what became of it. */
  reason: z.string(),
});
export type RowProblem = z.infer<typeof rowProblemSchema>;

export const fileReportSchema = z.object({
  name: z.string(),
  /** What the file was recognised as, for instance "arguments". */
  role: z.string(),
  outcome: z.enum(['read', 'not-needed', 'refused']),
  split: z.string().optional(),
  /** Lines below the header, and of these the ones that were read. */
  rows: z.number().int().nonnegative(),
  read: z.number().int().nonnegative(),
  notes: z.array(z.string()),
});
export type FileReport = z.infer<typeof fileReportSchema>;

/** What an import read, and everything it could not, with the reason. */
export const importReportSchema = z.object({
  kind: z.literal('import-report'),
  version: z.literal(1),
  files: z.array(fileReportSchema),
  problems: z.array(rowProblemSchema),
  /** All problems by code, with those that `problems` has no room for. */
  problemCounts: z.partialRecord(z.enum(PROBLEM_CODES), z.number().int().positive()),
  /** Facts about the whole, one sentence each. */
  notes: z.array(z.string()),
});
export type ImportReport = z.infer<typeof importReportSchema>;

/** Collects a report while files are read. */
export class ReportBuilder {
  readonly #files: FileReport[] = [];
  readonly #problems: RowProblem[] = [];
  readonly #counts = new Map<ProblemCode, number>();
  readonly #notes: string[] = [];

  /** Starts the entry of a file; the reader counts its rows on the object it gets back. */
  file(name: string, role: string, outcome: FileReport['outcome'], note?: string): FileReport {
    const entry: FileReport = { name, role, outcome, rows: 0, read: 0, notes: note ? [note] : [] };
    this.#files.push(entry);
    return entry;
  }

  problem(problem: RowProblem): void {
    this.#counts.set(problem.code, (this.#counts.get(problem.code) ?? 0) + 1);
    if (this.#problems.length < LISTED_PROBLEMS_MAX) this.#problems.push(problem);
  }

  note(sentence: string): void {
    this.#notes.push(sentence);
  }

  build(): ImportReport {
    const total = [...this.#counts.values()].reduce((sum, n) => sum + n, 0);
    const unlisted = total - this.#problems.length;
    return {
      kind: 'import-report',
      version: 1,
      files: this.#files,
      problems: this.#problems,
      problemCounts: Object.fromEntries(this.#counts),
      notes:
        unlisted > 0
          ? [...this.#notes, `${unlisted} further row problems are counted, but not written out.`]
          : this.#notes,
    };
  }
}
