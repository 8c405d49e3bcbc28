import { fail, type Result } from '../result';
import type {
  DatasetFormat,
  ImportContext,
  ImportedDataset,
  ImportFailure,
  ImportProgress,
} from './formats/format';
import { DATASET_FORMATS } from './formats/registry';
import { ReportBuilder } from './import-report';
import { baseName, whyUnusable, type SourceFile } from './text-file';

/**
 * Reads a folder of dataset files with the format that recognises most of them. A generator: each step is a few
 * milliseconds of work and tells how far the reading is. Never throws for what is in the files.
 */
export function* importFolder(
  files: readonly SourceFile[],
  context: ImportContext,
  formats: readonly DatasetFormat[] = DATASET_FORMATS,
): Generator<ImportProgress, Result<ImportedDataset, ImportFailure>> {
  const ranked = formats
    .map((format) => ({ format, recognised: format.recognise(files) }))
    .sort((a, b) => b.recognised - a.recognised);
  const [best] = ranked;
  if (!best || best.recognised === 0) return fail(noneUsable(files, formats));
  return yield* best.format.read(files, context);
}

/** The same in one go, for callers that need not give way. */
export function importFolderAtOnce(
  files: readonly SourceFile[],
  context: ImportContext,
  formats?: readonly DatasetFormat[],
): Result<ImportedDataset, ImportFailure> {
  const reading = importFolder(files, context, formats);
  for (;;) {
    const step = reading.next();
    if (step.done) return step.value;
  }
}

function noneUsable(files: readonly SourceFile[], formats: readonly DatasetFormat[]): ImportFailure {
  const report = new ReportBuilder();
  for (const file of files) {
    const reasons = formats.map((format) => format.explain(file));
    report.file(file.name, 'unknown', 'refused', whyUnusable(file) ?? [...new Set(reasons)].join(' '));
  }
  const names = files.slice(0, 3).map((file) => baseName(file.name));
  const more = files.length > names.length ? ', …' : '';
  const what =
    files.length === 0
      ? 'No file was given.'
      : files.length === 1
        ? `${names.join()} is not a dataset file that can be read.`
        : `None of these ${files.length} files (${names.join(', ')}${more}) is a dataset file that can be read.`;
  const why = files.length === 1 ? ` ${report.build().files[0]?.notes.join(' ') ?? ''}` : '';
  return {
    message: `${what}${why} Drop ${formats.map((format) => format.expects).join('; or ')}.`,
    report: report.build(),
  };
}
