import type { Content } from './manifest';

/** Bytes that are looked at: enough for every mark below. */
export const HEAD_BYTES = 64;

/** What often comes in place of a file, by its first characters. */
const IMPOSTORS = [
  { mark: /^\s*<(!doctype|html|head|body|\?xml)/i, is: 'a web page, perhaps the login page of this network' },
  { mark: /^version https:\/\/git-lfs/, is: 'a pointer to the file (Git LFS)' },
];

const MARKS: Partial<Record<Content, RegExp>> = {
  gguf: /^GGUF/,

  library: /^\u0000asm/,
  json: /^\s*[{[]/,
};

const NAMES: Record<Content, string> = {
  gguf: 'a GGUF model',
  library: 'a WebAssembly library',
  json: 'a settings file (JSON)',
  weights: 'model weights',
  tokenizer: 'a tokeniser',
};

/** What a file is that is not what it should be, by its first bytes; null where nothing speaks against it. */
export function wrongContent(head: Uint8Array, content: Content): string | null {
  const text = String.fromCharCode(...head.subarray(0, HEAD_BYTES));
  const impostor = IMPOSTORS.find(({ mark }) => mark.test(text));
  if (impostor) return impostor.is;
  const mark = MARKS[content];
  return mark === undefined || mark.test(text) ? null : `not ${NAMES[content]}`;
}
