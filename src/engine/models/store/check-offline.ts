import type { OfflineCheck } from '../model-store';
import { type ManifestFile, pathOf, readManifest } from './manifest';
import type { StorePorts } from './store-ports';

/** Looks at every file where the engine would look for it: what the manifest says is not taken for granted. */
export async function checkOffline(
  ports: Pick<StorePorts, 'files' | 'cache'>,
  id: string,
): Promise<OfflineCheck> {
  const manifest = await readManifest(ports.files, id);
  if (manifest === null) return { ready: false, missing: [] };
  const there = await Promise.all(
    manifest.files.map((file, at) => (file.whole ? isThere(ports, id, at, file) : false)),
  );
  const missing = manifest.files.flatMap(({ name }, at) => (there[at] === true ? [] : [name]));
  return { ready: manifest.planned && missing.length === 0, missing };
}

async function isThere(
  { files, cache }: Pick<StorePorts, 'files' | 'cache'>,
  id: string,
  at: number,
  file: ManifestFile,
): Promise<boolean> {
  const { place, bytes } = file;
  if (place.kind === 'files') return (await files.size(pathOf(id, at, file))) === bytes;
  const sizes = await Promise.all(place.keys.map((key) => cache.size(place.scope, key)));
  return sizes.every((size) => size !== null && (bytes === null || size === bytes));
}
