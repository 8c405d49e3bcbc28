import { counted } from '../domain/text/format-number';
import type { RestoreReport } from '../storage/backup';

const NAMES: readonly [keyof RestoreReport['added'], string][] = [
  ['runs', 'run'],
  ['profiles', 'profile'],
  ['datasets', 'dataset'],
  ['graphs', 'graph'],
  ['settings', 'setting'],
];

/** What became of a backup, in words: what was added, and what was not, with the reason. Pages of items go with their dataset. */
export function restoreSentences(
  report: RestoreReport,
  done: 'imported' | 'brought back',
): { good: string; problem: string | null } {
  const added = NAMES.flatMap(([store, name]) => {
    const count = report.added[store] ?? 0;
    return count > 0 ? [counted(count, name)] : [];
  });
  const was = added.length === 1 && added[0].startsWith('1 ') ? 'was' : 'were';
  const good =
    added.length > 0
      ? `${join(added)} ${was} ${done}.`
      : 'Nothing was added: everything in this backup is here already.';
  const kept = report.kept.filter(({ store }) => store !== 'items').length;
  const refused = report.refused.filter(({ store }) => store !== 'items').length;
  const problems = [
    kept > 0
      ? `${counted(kept, 'record')} of the backup ${kept === 1 ? 'differs' : 'differ'} from what is stored under the same id: the stored one was kept.`
      : '',
    refused > 0
      ? `${counted(refused, 'record')} of the backup ${refused === 1 ? 'is' : 'are'} damaged and ${refused === 1 ? 'was' : 'were'} left out.`
      : '',
  ].filter((sentence) => sentence !== '');
  const nothing = added.length === 0 && report.identical === 0 ? 'Nothing was added.' : good;
  return { good: nothing, problem: problems.length > 0 ? problems.join(' ') : null };
}

function join(parts: readonly string[]): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
}
