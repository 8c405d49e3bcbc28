import { fail, ok, type Result } from '../result';

/** Largest text that is read as JSON, in characters: a backup of hundreds of runs has some tens of millions. */
const TEXT_MAX = 256 * 1024 * 1024;

/** JSON from a file that a person chose, or a sentence that says why it is none. Never throws. */
export function parseJson(text: string, fileName: string): Result<unknown> {
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (body.trim() === '') return fail(`${fileName} is empty. Nothing was changed.`);
  if (body.length > TEXT_MAX) return fail(`${fileName} is too large to be read. Nothing was changed.`);
  try {
    const json: unknown = JSON.parse(body);
    return ok(json);
  } catch {
    const cut = /^\s*[[{]/.test(body);
    return fail(
      cut
        ? `${fileName} ends too early or is damaged: it begins as JSON, but can't be read to its end. Nothing was changed.`
        : `${fileName} is not a file that Steerboard wrote: it is not JSON. Nothing was changed.`,
    );
  }
}

/** Kind and version that a value declares, as far as it does. */
export function declared(json: unknown): { kind?: string; version?: number } {
  if (typeof json !== 'object' || json === null) return {};
  const kind = 'kind' in json && typeof json.kind === 'string' ? { kind: json.kind } : {};
  const version = 'version' in json && typeof json.version === 'number' ? { version: json.version } : {};
  return { ...kind, ...version };
}
