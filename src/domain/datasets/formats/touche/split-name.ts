import { baseName } from '../../text-file';

/** The main splits first, as the release lists them; any other name follows in alphabetical order. */
const ORDER = ['training', 'validation', 'test', 'validation-zhihu', 'test-nahjalbalagha', 'test-nyt'];

/** Names that other publications of the same data use. */
const ALIASES = new Map([
  ['train', 'training'],
  ['dev', 'validation'],
  ['validationzhihu', 'validation-zhihu'],
  ['testnahjalbalagha', 'test-nahjalbalagha'],
  ['testnyt', 'test-nyt'],
]);

export const UNNAMED_SPLIT = 'unnamed';

/**
 * The split that a file name speaks of: `labels-validation (1).tsv` and `data/labels-validation.tsv` give `validation`,
 * `train-00000-of-00001.tsv` gives `training`, `arguments.tsv` gives `unnamed`.
 */
export function splitOfFile(name: string): string {
  const stem = baseName(name)
    .toLowerCase()
    .replace(/(\.(tsv|txt|csv))+$/, '')
    .replace(/(\s*\(\d+\)|[\s_-]+copy(\s*\d+)?)+$/, '')
    .replace(/-\d{5}-of-\d{5}$/, '')
    .replace(/^(arguments|level1-labels|labels)[-_]?/, '')
    .replaceAll('_', '-')
    .trim();
  return ALIASES.get(stem) ?? (stem === '' ? UNNAMED_SPLIT : stem);
}

export function compareSplits(a: string, b: string): number {
  const rank = (name: string) => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);
  return rank(a) - rank(b) || a.localeCompare(b, 'en');
}
