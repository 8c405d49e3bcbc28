import { fail, ok, type Result } from '../domain/result';
import { toStorageError, type StorageError } from './storage-error';

/** Runs storage work; whatever it throws comes back as a StorageError. */
export async function attempt<T>(work: () => Promise<T>): Promise<Result<T, StorageError>> {
  try {
    return ok(await work());
  } catch (thrown) {
    return fail(toStorageError(thrown));
  }
}
