import { fail, ok, type Result } from '../../domain/result';
import { EngineFailure } from '../engine-failure';
import { readGivenFiles } from './given-files';
import type { ModelEntry } from './model-entry';

/** The entry that files from a disk would get, or why they are no model. Reads no more of them than their beginnings and lists. */
export async function entryFromFiles(files: readonly File[]): Promise<Result<ModelEntry, string>> {
  try {
    return ok((await readGivenFiles(files.map((file) => ({ path: pathIn(file), file })))).entry);
  } catch (thrown) {
    if (thrown instanceof EngineFailure) return fail(thrown.message);
    throw thrown;
  }
}

/** The path below the folder that was chosen; a file that was chosen by itself has only its name. */
export const pathIn = (file: File): string => file.webkitRelativePath || file.name;
