import { fail, ok, type Result } from '../domain/result';

/** What is wrong in a file, and on which of its lines (from 1). */
export interface LineError {
  readonly line: number;
  readonly reason: string;
}

/** One `key: value` of the front matter: plain text, or a list of plain texts. */
export interface FrontMatterField {
  readonly value: string | string[];
  readonly line: number;
}

export interface FrontMatter {
  readonly fields: ReadonlyMap<string, FrontMatterField>;
  readonly body: string;
  /** Line on which the body begins, from 1. */
  readonly bodyLine: number;
}

const FENCE = '---';
const FIELD = /^([a-z][a-zA-Z]*):(?: +(.*))?$/;
const PLAIN = /^[A-Za-z0-9][A-Za-z0-9 ._-]*$/;
const LIST = /^\[(.*)\]$/;

/**
 * Splits a Markdown file into its front matter and its body.
 *
 * The front matter is the small part of YAML that a prompt needs: `key: plain text` and `key: [plain, plain]`,
 * one a line, each key once. Anything else is refused with its line, so that YAML's readings of a text
 * (quotes, anchors, "no" as false) never differ between the build, the app and the command line.
 */
export function parseFrontMatter(source: string): Result<FrontMatter, LineError> {
  const lines = source.replace(/^\uFEFF/, '').split(/\r\n|\n/);
  if (lines[0] !== FENCE)
    return fail({ line: 1, reason: 'the file must begin with a line of three hyphens (---)' });
  const end = lines.indexOf(FENCE, 1);
  if (end === -1)
    return fail({ line: 1, reason: 'the front matter is never closed with a line of three hyphens (---)' });
  const fields = new Map<string, FrontMatterField>();
  for (let index = 1; index < end; index += 1) {
    const text = (lines[index] ?? '').trimEnd();
    if (text === '') continue;
    const line = index + 1;
    const [matched, key = '', written = ''] = FIELD.exec(text) ?? [];
    if (matched === undefined) return fail({ line, reason: `"${text}" is not "key: value"` });
    if (fields.has(key)) return fail({ line, reason: `"${key}" stands twice` });
    const value = parseValue(written);
    if (value === undefined) {
      return fail({
        line,
        reason: `the value of "${key}" must be plain text, or a list such as [question, answer]`,
      });
    }
    fields.set(key, { value, line });
  }
  return ok({ fields, body: lines.slice(end + 1).join('\n'), bodyLine: end + 2 });
}

function parseValue(written: string): string | string[] | undefined {
  if (PLAIN.test(written)) return written;
  const inside = LIST.exec(written)?.[1];
  if (inside === undefined) return undefined;
  if (inside.trim() === '') return [];
  const parts = inside.split(',').map((part) => part.trim());
  return parts.every((part) => PLAIN.test(part)) ? parts : undefined;
}
