import { z } from 'zod';
import type { Machine } from './machine';

/** What Chromium tells beyond the standard. */
const detailsSchema = z.object({ usageDetails: z.object({ fileSystem: z.number() }) });

/**
 * What the browser gives this site and what of it is used, in bytes; null where it does not say. Chromium loses count of
 * the private files when the whole browser is ended in the middle of writing one (seen with 156: 4 GB too many, for good),
 * and a false count would refuse room that is there; so those files are counted anew.
 */
export async function estimateStorage(): Promise<Machine['storage']> {
  try {
    const estimate = await navigator.storage.estimate();
    const { usage = 0, quota } = estimate;
    if (quota === undefined) return null;
    const counted = detailsSchema.safeParse(estimate);
    const amiss = counted.success
      ? counted.data.usageDetails.fileSystem - (await bytesIn(await navigator.storage.getDirectory()))
      : 0;
    return {
      used: Math.max(0, usage - amiss),
      quota,
      persisted: await navigator.storage.persisted(),
    };
  } catch {
    return null;
  }
}

async function bytesIn(folder: FileSystemDirectoryHandle): Promise<number> {
  let bytes = 0;
  for await (const handle of folder.values()) {
    if (handle instanceof FileSystemDirectoryHandle) bytes += await bytesIn(handle);
    else if (handle instanceof FileSystemFileHandle) bytes += (await handle.getFile()).size;
  }
  return bytes;
}
