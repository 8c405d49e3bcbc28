import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../../../tests/shared-data';
import { importFolderAtOnce } from '../import-folder';
import { LABEL_COLUMNS } from './touche/columns';
import type { SourceFile } from '../text-file';

function read(...files: SourceFile[]) {
  const result = importFolderAtOnce(files, { now: 0 });
  if (!result.ok) throw new Error(result.error.message);
  const { dataset, items } = result.value;
  return { dataset, items, report: dataset.report };
}

const published = ['training', 'validation', 'validation-zhihu'].flatMap((split) =>
  ['arguments', 'labels', 'level1-labels'].map((kind) => `${kind}-${split}.tsv`),
);
const folder = sharedData('touche23');

describe.skipIf(!folder)('the published files', () => {
  // A skipped group's body runs all the same: without the folder there is nothing to read.
  const names = folder ? [...published, 'value-categories.json', 'README.md', 'acl22-values.json'] : [];
  const files = names.map((name) => ({ name, text: readFileSync(path.join(folder ?? '', name), 'utf8') }));

  it('reads every row of every split with the published label counts', () => {
    const { dataset, items, report } = read(...files);
    expect(report.problems).toEqual([]);
    expect(items).toHaveLength(5393 + 1896 + 100);
    const [training, validation, zhihu] = dataset.splits;
    expect(training).toMatchObject({ items: 5393, withText: 5393, stanceFor: 2898, stanceAgainst: 2495 });
    expect(training).toMatchObject({ annotated: 5393, annotatedWithoutValue: 1 });
    expect(validation).toMatchObject({
      items: 1896,
      stanceFor: 1058,
      stanceAgainst: 838,
      annotatedWithoutValue: 0,
    });
    expect(zhihu).toMatchObject({ name: 'validation-zhihu', items: 100, stanceFor: 59, stanceAgainst: 41 });
    const positives = (split: typeof training) => LABEL_COLUMNS.map(([, id]) => split?.positives[id] ?? 0);
    expect(positives(training)).toEqual([
      ...[
        988, 1395, 247, 172, 1512, 610, 625, 382, 2000, 1728, 568, 1177, 207, 395, 1332, 806, 2081, 427, 664,
        1054,
      ],
    ]);
    expect(positives(validation)).toEqual([
      ...[251, 496, 138, 103, 575, 164, 132, 130, 759, 488, 172, 455, 60, 127, 633, 268, 687, 127, 223, 371],
    ]);
    expect(report.notes).toContain(
      '7389 rows of level-1 labels were checked against the labels; 0 disagree.',
    );
  });

  it('keeps each text byte for byte', () => {
    const { items } = read(...files);
    for (const split of ['training', 'validation', 'validation-zhihu']) {
      const text = files.find((file) => file.name === `arguments-${split}.tsv`)?.text ?? '';
      const rows = text
        .trimEnd()
        .split('\n')
        .slice(1)
        .map((line) => line.split('\t'));
      const read = items.filter((item) => item.split === split);
      expect(read.map((item) => item.id)).toEqual(rows.map(([id]) => id));
      expect(read.map((item) => item.argument?.rawConclusion)).toEqual(
        rows.map(([, conclusion]) => conclusion),
      );
      expect(read.at(0)?.argument?.rawPremise).toBe(rows[0]?.[3]);
    }
  });
});
