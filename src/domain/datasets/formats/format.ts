import type { Dataset, DatasetItem } from '../dataset';
import type { ImportReport } from '../import-report';
import type { Result } from '../../result';
import type { SourceFile } from '../text-file';

/** A dataset that was read: its description with the report, and its rows in published order. */
export type ImportedDataset = { dataset: Dataset; items: DatasetItem[] };

/** Why no file could be used: a sentence saying what to do, and what was found in each file. */
export type ImportFailure = { message: string; report: ImportReport };

/** How far the reading is: rows done of all rows, and the file being read. */
export type ImportProgress = { file: string; done: number; total: number };

export type ImportContext = {
  /** Milliseconds since the epoch, written into the dataset. */
  now: number;
};

/** One way a dataset is published. Each format is one file in this folder and one line in registry.ts. */
export type DatasetFormat = {
  id: string;
  name: string;
  /** What to drop, for the sentence shown when nothing could be used. */
  expects: string;
  /** How many of the files this format can read data from. Looks at headers, not only at names. */
  recognise(files: readonly SourceFile[]): number;
  /** Why a file alone is no dataset in this format, in a sentence. */
  explain(file: SourceFile): string;
  /** Reads the files, giving way now and then so that the caller can show progress or stop. */
  read(
    files: readonly SourceFile[],
    context: ImportContext,
  ): Generator<ImportProgress, Result<ImportedDataset, ImportFailure>>;
};
