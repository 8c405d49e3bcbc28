/** Hands a text or a picture to the browser as a file to keep. Nothing leaves the device: the file is made here. */
export function saveFile(name: string, content: string | Blob, type = 'application/json'): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has taken the file over by the next turn; keeping it would keep the memory.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/**
 * A file name from words that a person chose: letters and digits of any script, the rest as hyphens, at most 60 characters.
 * For instance "Calm & kind" with "json" gives "calm-kind.json".
 */
export function fileName(words: string, extension: string): string {
  const base = words
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '');
  return `${base === '' ? 'steerboard' : base}.${extension}`;
}

/** The day of a moment in the person's own time zone, for file names: "2025-03-09". */
export function dayOf(moment: number): string {
  const date = new Date(moment);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
