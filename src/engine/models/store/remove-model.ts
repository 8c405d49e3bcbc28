import { folderOf, readManifest, readManifests, writeManifest } from './manifest';
import { isFull } from './store-failures';
import type { StorePorts } from './store-ports';

/**
 * Removes everything of a model: cache entries, parts, the manifest. A library that another model runs on as well stays.
 * The manifest says first that nothing is whole any more, so that a power cut in the middle leaves no false promise; where
 * there is no room even for that, it goes without, since deleting is what makes room.
 */
export async function removeModel(ports: Pick<StorePorts, 'files' | 'cache'>, id: string): Promise<void> {
  const { files, cache } = ports;
  const manifest = await readManifest(files, id);
  if (manifest !== null) {
    await writeManifest(files, {
      ...manifest,
      files: manifest.files.map((file) => ({ ...file, whole: false })),
    }).catch((thrown: unknown) => {
      if (!isFull(thrown)) throw thrown;
    });
    const kept = await keysOfOthers(ports, id);
    for (const { place } of manifest.files) {
      if (place.kind !== 'cache') continue;
      for (const key of place.keys) {
        if (!kept.has(`${place.scope} ${key}`)) await cache.remove(place.scope, key);
      }
    }
  }
  await files.remove(folderOf(id));
}

async function keysOfOthers({ files }: Pick<StorePorts, 'files'>, id: string): Promise<Set<string>> {
  const others = (await readManifests(files)).filter(({ entry }) => entry.id !== id);
  return new Set(
    others.flatMap((manifest) =>
      manifest.files.flatMap(({ place }) =>
        place.kind === 'cache' ? place.keys.map((key) => `${place.scope} ${key}`) : [],
      ),
    ),
  );
}
