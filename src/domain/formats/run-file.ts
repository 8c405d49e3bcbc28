import { fail, ok, type Result } from '../result';
import { summarise } from '../runs/read-run';
import { runSchema, type Run } from '../runs/run';
import { declared, parseJson } from './parse-json';

/** A run as the text of a file. Its events are the run, so the file is all that is needed to open it elsewhere. */
export function writeRunFile(run: Run): string {
  return `${JSON.stringify(run, null, 1)}\n`;
}

/** Reads a run that `writeRunFile` wrote. The fields for lists are made anew from the events, which decide. */
export function readRunFile(text: string, fileName: string): Result<Run> {
  const json = parseJson(text, fileName);
  if (!json.ok) return json;
  const { kind, version = 0 } = declared(json.value);
  if (kind === 'steerboard-backup') {
    return fail(`${fileName} is a backup: use “Import a backup”. Nothing was changed.`);
  }
  if (kind !== 'run') {
    return fail(
      `${fileName} is not a run. Choose a file that "Export" in this list wrote. Nothing was changed.`,
    );
  }
  if (version > 1) {
    return fail(`${fileName} was written by a newer Steerboard. Nothing was changed: open it there.`);
  }
  const parsed = runSchema.safeParse(json.value);
  if (!parsed.success) {
    const where = parsed.error.issues[0].path.join(' → ');
    return fail(
      `${fileName} is a run, but damaged${where === '' ? '' : ` at ${where}`}. Nothing was changed: export it once more.`,
    );
  }
  const run = parsed.data;
  return ok({ ...run, startedAt: run.events[0].at, summary: summarise(run.events) });
}
