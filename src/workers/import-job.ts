import { importFolder } from '../domain/datasets/import-folder';
import { tooLarge, type SourceFile } from '../domain/datasets/text-file';
import type { StorageError } from '../storage/storage-error';
import type { DatasetsRepository } from '../storage/repositories/datasets';
import type { Result } from '../domain/result';
import type { ImportError, ImportRequest, ImportResponse } from './import-protocol';

type Job = Extract<ImportRequest, { type: 'import' }>;

export type JobEnvironment = {
  /** Opens the stored datasets; only asked for with `keep: 'indexeddb'`. */
  openDatasets(): Promise<Result<Pick<DatasetsRepository, 'save'>, StorageError>>;
  post(response: ImportResponse): void;
  /** Lets waiting messages in, so that a cancellation is heard. */
  giveWay(): Promise<void>;
  signal: AbortSignal;
};

/** Reading and parsing are this part of the work, storing is the rest. */
const PARSING_SHARE = 0.8;

/** Reads, parses and stores the files of one request, and answers with exactly one `done` or `failed`. */
export async function runImportJob(job: Job, environment: JobEnvironment): Promise<void> {
  const { requestId } = job;
  const { post, signal } = environment;
  const failed = (error: ImportError) => post({ type: 'failed', requestId, error });
  const progress = (phase: 'reading' | 'parsing' | 'storing', file: string, share: number) =>
    post({ type: 'progress', requestId, phase, file, share });

  const files: SourceFile[] = [];
  for (const { name, content } of job.files) {
    if (signal.aborted) return failed(CANCELLED);
    progress('reading', name, 0);
    files.push(await readText(name, content));
  }

  const reading = importFolder(files, { now: job.now });
  let step = reading.next();
  while (!step.done) {
    const { file, done, total } = step.value;
    progress('parsing', file, PARSING_SHARE * Math.min(1, done / Math.max(1, total)));
    await environment.giveWay();
    if (signal.aborted) return failed(CANCELLED);
    step = reading.next();
  }
  if (!step.value.ok) return failed({ code: 'unusable', ...step.value.error });

  const { dataset, items } = step.value.value;
  if (job.keep === 'memory') return post({ type: 'done', requestId, dataset, items });
  progress('storing', '', PARSING_SHARE);
  const datasets = await environment.openDatasets();
  // From here on it is all or nothing, and quick: what the transaction wrote can't be taken back.
  if (signal.aborted) return failed(CANCELLED);
  const saved = datasets.ok ? await datasets.value.save(dataset, items) : datasets;
  if (!saved.ok) return failed({ code: 'storage', message: saved.error.message, report: dataset.report });
  post({ type: 'done', requestId, dataset });
}

const CANCELLED: ImportError = {
  code: 'cancelled',
  message: 'The import was cancelled. Nothing of it was stored.',
};

async function readText(name: string, content: Blob): Promise<SourceFile> {
  const large = tooLarge(content.size);
  if (large !== undefined) return { name, text: '', unreadable: large };
  try {
    return { name, text: await content.text() };
  } catch {
    const unreadable =
      'The browser could not open the file: it may have been moved, changed or removed since it was chosen.';
    return { name, text: '', unreadable };
  }
}
