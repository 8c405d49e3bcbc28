import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The tokens of a made-up model, each a run of bytes; the first 256 are the single bytes. */
export interface Vocabulary {
  readonly tokens: readonly Uint8Array[];
  /** Longest token first, from left to right: near enough to what a trained tokenizer does. */
  encode(text: string): number[];
}

/** Every text is written byte by byte. */
export function byteVocabulary(): Vocabulary {
  return vocabularyOf([]);
}

const ROOT = path.resolve(import.meta.dirname, '../..');
const FOLDERS = ['static-data', 'prompts', 'src'];
const TEXT_FILE = /\.(?:json|md|ts|svelte|css)$/;
const LONGEST_WORD = 16;

/**
 * A vocabulary of the size and make of a real model's, out of the words of the project's own files: words with and without
 * a blank before them, capitals, beginnings and endings of words, numbers, and runs of the marks that code and JSON have.
 */
export function realisticVocabulary(): Vocabulary {
  const pieces = new Set<string>();
  for (let number = 0; number < 1000; number += 1) pieces.add(String(number));
  for (let count = 2; count <= 32; count += 1) pieces.add(' '.repeat(count)).add('\n'.repeat(count));
  for (const file of FOLDERS.flatMap((folder) => textFiles(path.join(ROOT, folder)))) {
    const text = readFileSync(file, 'utf8');
    for (const [marks] of text.matchAll(/ ?[^\p{L}\p{N}\s]{2,6}\n?/gu)) pieces.add(marks);
    for (const [word] of text.matchAll(/\p{L}+/gu)) addWord(pieces, word.slice(0, LONGEST_WORD));
  }
  return vocabularyOf([...pieces].sort());
}

function addWord(pieces: Set<string>, word: string): void {
  for (const form of [word.toLowerCase(), word[0]?.toUpperCase() + word.slice(1).toLowerCase()]) {
    for (let length = 2; length <= form.length; length += 1) {
      pieces.add(form.slice(0, length)).add(` ${form.slice(0, length)}`);
    }
    for (let start = 1; start < form.length - 1; start += 1) pieces.add(form.slice(start));
  }
}

function textFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => TEXT_FILE.test(name))
    .sort()
    .map((name) => path.join(folder, name));
}

function vocabularyOf(pieces: readonly string[]): Vocabulary {
  const bytes = Array.from({ length: 256 }, (_, byte) => Uint8Array.of(byte));
  const tokens = [...bytes, ...pieces.map((piece) => new TextEncoder().encode(piece))];
  const byText = new Map(tokens.map((token, id) => [byteLevelText(token), id]));
  const longest = tokens.reduce((most, { length }) => Math.max(most, length), 0);
  return {
    tokens,
    encode: (text) => {
      const rest = byteLevelText(new TextEncoder().encode(text));
      const ids: number[] = [];
      for (let at = 0; at < rest.length;) {
        let length = Math.min(longest, rest.length - at);
        while (!byText.has(rest.slice(at, at + length))) length -= 1;
        ids.push(byText.get(rest.slice(at, at + length)) ?? 0);
        at += length;
      }
      return ids;
    },
  };
}

/** Bytes that are no visible character of Latin-1, in order: byte-level tokenizers give them the letters from U+0100 on. */
const INVISIBLE = Array.from({ length: 256 }, (_, byte) => byte).filter(
  (byte) => byte <= 32 || (byte >= 127 && byte <= 160) || byte === 173,
);
const LETTERS = Array.from({ length: 256 }, (_, byte) => {
  const place = INVISIBLE.indexOf(byte);
  return String.fromCodePoint(place < 0 ? byte : 256 + place);
});

/** A token the way that byte-level tokenizers (GPT-2's and its heirs) write it down: one letter for each byte. */
export function byteLevelText(token: Uint8Array): string {
  return Array.from(token, (byte) => LETTERS[byte]).join('');
}
