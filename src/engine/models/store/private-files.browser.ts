import type { FileStorage, OpenFile } from './store-ports';

/** All of the app's files lie below this folder of the origin's private file system. */
const ROOT = 'steerboard';

/** A worker that was ended holds its files a moment longer. */
const OPEN_TRIES = 10;
const OPEN_REST_MS = 100;

/** The origin private file system, as a worker sees it. */
export const privateFiles: FileStorage = {
  async open(path) {
    const handle = await fileAt(path, true);
    if (handle === null) throw new Error(`no place for ${path}`);
    for (let tries = 1; ; tries += 1) {
      try {
        return wrap(await handle.createSyncAccessHandle());
      } catch (thrown) {
        if (tries >= OPEN_TRIES || !(thrown instanceof DOMException) || !LOCKED.includes(thrown.name))
          throw thrown;
        await new Promise((resolve) => setTimeout(resolve, OPEN_REST_MS));
      }
    }
  },
  async size(path) {
    return (await (await fileAt(path, false))?.getFile())?.size ?? null;
  },
  async blob(path) {
    return (await (await fileAt(path, false))?.getFile()) ?? null;
  },
  async list(folder) {
    const found = await folderAt(folder.split('/'), false);
    const names: string[] = [];
    if (found !== null) for await (const name of found.keys()) names.push(name);
    return names;
  },
  async remove(path) {
    const { folder, name } = split(path);
    const found = await folderAt(folder, false);
    await found?.removeEntry(name, { recursive: true }).catch((thrown: unknown) => {
      if (!isAbsent(thrown)) throw thrown;
    });
  },
};

const LOCKED = ['NoModificationAllowedError', 'InvalidStateError'];

function wrap(handle: FileSystemSyncAccessHandle): OpenFile {
  return {
    size: () => handle.getSize(),
    write: (bytes, at) => {
      // Some browsers write as much as fits and say how much that was, instead of throwing.
      const written = handle.write(bytes, { at });
      if (written < bytes.length) {
        throw new DOMException(`${written} of ${bytes.length} bytes were written`, 'QuotaExceededError');
      }
    },
    read: (into, at) => handle.read(into, { at }),
    truncate: (size) => handle.truncate(size),
    flush: () => handle.flush(),
    close: () => handle.close(),
  };
}

function split(path: string): { folder: string[]; name: string } {
  const parts = path.split('/');
  return { folder: parts.slice(0, -1), name: parts.at(-1) ?? path };
}

async function folderAt(
  parts: readonly string[],
  create: boolean,
): Promise<FileSystemDirectoryHandle | null> {
  try {
    let folder = await navigator.storage.getDirectory();
    for (const part of [ROOT, ...parts]) folder = await folder.getDirectoryHandle(part, { create });
    return folder;
  } catch (thrown) {
    if (!create && isAbsent(thrown)) return null;
    throw thrown;
  }
}

async function fileAt(path: string, create: boolean): Promise<FileSystemFileHandle | null> {
  const { folder, name } = split(path);
  try {
    return (await (await folderAt(folder, create))?.getFileHandle(name, { create })) ?? null;
  } catch (thrown) {
    if (!create && isAbsent(thrown)) return null;
    throw thrown;
  }
}

const isAbsent = (thrown: unknown): boolean =>
  thrown instanceof DOMException && thrown.name === 'NotFoundError';
