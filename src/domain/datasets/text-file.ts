/**
 * A file as it was dropped or picked. `name` may hold the folders it lay in; `unreadable` says why `text` is empty where
 * the file could not be opened or is too large.
 */
export type SourceFile = { name: string; text: string; unreadable?: string };

/** Largest file that is read, in bytes; the largest published one has about one million. */
export const FILE_BYTES_MAX = 64 * 1024 * 1024;

/** The sentence for a file that is not read because of its size, or undefined where it may be read. */
export function tooLarge(bytes: number): string | undefined {
  if (bytes <= FILE_BYTES_MAX) return undefined;
  const size = Math.ceil(bytes / 1024 / 1024);
  return `The file has ${size} MB; files above ${FILE_BYTES_MAX / 1024 / 1024} MB are not read.`;
}

/** Name without the folders before it. */
export function baseName(name: string): string {
  return name.split(/[\\/]/).pop() ?? name;
}

export function withoutByteOrderMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/** Says why a text can hold no data at all, in a sentence, or undefined where it may. */
export function whyUnusable({ text, unreadable }: SourceFile): string | undefined {
  if (unreadable !== undefined) return unreadable;
  const large = tooLarge(text.length);
  if (large) return large;
  const body = withoutByteOrderMark(text);
  if (!/\S/.test(body)) return 'The file is empty.';
  const head = body.slice(0, 4096);
  if (/^version https:\/\/git-lfs\.github\.com\/spec/.test(head)) {
    return 'This is a Git LFS pointer, not the data: download the file itself, for instance with "git lfs pull".';
  }
  if (head.includes('\0') || (head.match(/\uFFFD/g)?.length ?? 0) > head.length / 50) {
    return 'The file is not UTF-8 text. If it is an archive, unpack it first.';
  }
  if (/^\s*<(!doctype|html|head|\?xml)/i.test(head)) {
    return 'This is a web page, not the data: save the raw file, not the page that shows it.';
  }
  return undefined;
}
