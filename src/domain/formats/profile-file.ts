import { z } from 'zod';
import { fail, ok, type Result } from '../result';
import { PRIORITY_MAX, PRIORITY_MIN } from '../values/priority';
import { profileSchema, type Profile } from '../values/profile';
import { declared, parseJson } from './parse-json';

const VERSION = 1;

const envelopeSchema = z.object({ profiles: z.array(z.unknown()) });

/** What a file of profiles gave: those that could be read, and a sentence for each that could not. */
export interface ReadProfiles {
  readonly profiles: readonly Profile[];
  readonly problems: readonly string[];
}

/** One or many profiles as the text of a file: `{ kind: 'steerboard-profiles', version: 1, profiles }`. */
export function writeProfileFile(profiles: readonly Profile[]): string {
  return `${JSON.stringify({ kind: 'steerboard-profiles', version: VERSION, profiles }, null, 2)}\n`;
}

/**
 * Reads a file of profiles, a profile library as shipped, or a single bare profile. A profile that is wrong does not stop
 * the others; a file in which none can be read is a failure whose sentence says why.
 */
export function readProfileFile(text: string, fileName: string): Result<ReadProfiles> {
  const json = parseJson(text, fileName);
  if (!json.ok) return json;
  const { kind, version = 0 } = declared(json.value);
  if (kind === undefined || !['steerboard-profiles', 'profile-library', 'profile'].includes(kind)) {
    return fail(`${fileName} holds ${KINDS[kind ?? ''] ?? 'no profiles'}. ${EXPECTED}`);
  }
  if (version > VERSION) {
    return fail(
      `${fileName} was written by a newer Steerboard (version ${version} of the format). Nothing was changed: open it there, or get the newer version.`,
    );
  }
  const envelope = envelopeSchema.safeParse(json.value);
  const entries = kind === 'profile' ? [json.value] : envelope.success ? envelope.data.profiles : [];
  if (entries.length === 0) return fail(`There is no profile in ${fileName}. ${EXPECTED}`);

  const profiles: Profile[] = [];
  const problems: string[] = [];
  entries.forEach((entry, at) => {
    const parsed = profileSchema.safeParse(entry);
    if (parsed.success) profiles.push(parsed.data);
    else problems.push(problemOf(entry, at, parsed.error));
  });
  if (profiles.length === 0) return fail(`${problems.slice(0, 3).join(' ')} Nothing was changed.`);
  return ok({ profiles, problems });
}

const EXPECTED = 'Choose a file that "Export" on this screen wrote. Nothing was changed.';

/** Other files of this product that a person may take for profiles. */
const KINDS: Partial<Record<string, string>> = {
  run: 'a run: import it on the History screen',
  'steerboard-backup': 'a backup: import it on the History screen',
  'value-system': 'a value system, and no profiles',
};

function problemOf(entry: unknown, at: number, error: z.ZodError): string {
  const name =
    typeof entry === 'object' && entry !== null && 'name' in entry && typeof entry.name === 'string'
      ? ` (“${entry.name.slice(0, 60)}”)`
      : '';
  const [issue] = error.issues;
  const where = issue.path.join(' → ');
  const why = issue.path.includes('target')
    ? `${where} is not a priority from ${PRIORITY_MIN} to ${PRIORITY_MAX}`
    : `${where === '' ? 'it' : where} is missing or not as it should be`;
  return `Profile ${at + 1}${name} was left out: ${why}.`;
}
