import type { ImportFile } from '../../workers/import-client';

/** The most files of a drop that are read: a folder with more was dropped by mistake. */
export const FILES_MAX = 500;

export interface DroppedFiles {
  readonly files: readonly ImportFile[];
  /** What was left out, in words; null where nothing was. */
  readonly leftOut: string | null;
}

/**
 * The files of a drop, folders opened down to their last file. Must be called in the drop event itself: the list of what was
 * dropped is empty afterwards. Names are paths below what was dropped; hidden files (".DS_Store", ".git") are left out.
 */
export async function droppedFiles(drop: DataTransfer): Promise<DroppedFiles> {
  const entries = [...drop.items].flatMap((item) => {
    const entry = item.kind === 'file' ? item.webkitGetAsEntry() : null;
    return entry ? [entry] : [];
  });
  // A browser, or a test, that knows no entries still knows files.
  if (entries.length === 0) return pickedFiles([...drop.files]);
  const files: ImportFile[] = [];
  const unread: string[] = [];
  const open = [...entries];
  while (open.length > 0 && files.length <= FILES_MAX) {
    const entry = open.shift();
    if (!entry || entry.name.startsWith('.')) continue;
    const name = entry.fullPath.replace(/^\//, '');
    try {
      if (isFile(entry)) files.push({ name, content: await contentOf(entry) });
      else if (isDirectory(entry)) open.unshift(...(await childrenOf(entry)));
    } catch {
      unread.push(name);
    }
  }
  const named = unread.slice(0, 3).join(', ') + (unread.length > 3 ? ', …' : '');
  const note = unread.length > 0 ? `The browser could not open ${named}.` : null;
  return limited(files, note);
}

/** The files of a file field; with a chosen folder their names are paths. */
export function pickedFiles(files: readonly File[]): DroppedFiles {
  const named = files.map((file) => ({
    name: file.webkitRelativePath === '' ? file.name : file.webkitRelativePath,
    content: file,
  }));
  return limited(
    named.filter(({ name }) => !name.split('/').some((part) => part.startsWith('.'))),
    null,
  );
}

function limited(files: readonly ImportFile[], note: string | null): DroppedFiles {
  if (files.length <= FILES_MAX) return { files, leftOut: note };
  const sentence = `Only the first ${FILES_MAX} files were read: drop the folder of the dataset alone.`;
  return { files: files.slice(0, FILES_MAX), leftOut: note ? `${note} ${sentence}` : sentence };
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function contentOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

/** All entries of a folder: browsers give them in batches of a hundred, and an empty batch is the end. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const children: FileSystemEntry[] = [];
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (batch.length === 0 || children.length > FILES_MAX) break;
    children.push(...batch);
  }
  return children.sort((a, b) => (a.name < b.name ? -1 : 1));
}
