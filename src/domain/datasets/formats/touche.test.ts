import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { datasetItemSchema, datasetSchema } from '../dataset';
import { importFolderAtOnce } from '../import-folder';
import { LABEL_COLUMNS } from './touche/columns';
import type { SourceFile } from '../text-file';

const HEADER = 'Argument ID\tConclusion\tStance\tPremise';
const LABEL_HEADER = ['Argument ID', ...LABEL_COLUMNS.map(([column]) => column)].join('\t');
const zeros = LABEL_COLUMNS.map(() => '0').join('\t');

const fixture = (name: string): SourceFile => ({
  name,
  text: readFileSync(path.join(import.meta.dirname, '../../../../tests/fixtures/touche', name), 'utf8'),
});

function read(...files: SourceFile[]) {
  const result = importFolderAtOnce(files, { now: 1_700_000_000_000 });
  if (!result.ok) throw new Error(result.error.message);
  const { dataset, items } = result.value;
  return { dataset, items, report: dataset.report, byId: new Map(items.map((item) => [item.id, item])) };
}

const args = (...rows: string[]): SourceFile => ({
  name: 'arguments-training.tsv',
  text: [HEADER, ...rows].join('\n'),
});
const labels = (...rows: string[]): SourceFile => ({
  name: 'labels-training.tsv',
  text: [LABEL_HEADER, ...rows].join('\n'),
});
const good = 'A1\tWe should plant trees\tagainst\tthey hide the view';

describe('the folder as published', () => {
  const all = [
    ...['README.md', 'meta-arguments-d.tsv', 'labels-test-nyt.tsv', 'level1-labels-training.tsv'],
    ...['labels-training.tsv', 'arguments-training.tsv', 'value-categories.json'],
  ].map(fixture);
  const { dataset, items, report, byId } = read(...all);

  it('pairs rows by split and id, whatever the order of files and rows', () => {
    expect(dataset.splits.map(({ name, items: count }) => [name, count])).toEqual([
      ['training', 5],
      ['test-nyt', 2],
    ]);
    expect(byId.get('A90001')?.labels).toEqual(['security-personal', 'benevolence-caring']);
    expect(byId.get('A90002')?.labels).toEqual(['achievement', 'power-resources']);
    expect(items.filter((item) => item.split === 'training').map((item) => item.position)).toEqual([
      0, 1, 2, 3, 4,
    ]);
  });

  it('keeps quotation marks as ordinary characters', () => {
    const argument = byId.get('A90003')?.argument;
    expect(argument?.conclusion.startsWith('"Quiet hours"')).toBe(true);
    expect(argument?.rawPremise.startsWith('"people')).toBe(true);
    expect(argument?.stance).toBe('for');
  });

  it('trims for display and keeps the published text', () => {
    expect(byId.get('A90001')?.argument?.premise).toBe('children cross it on their way to the pool');
    expect(byId.get('A90001')?.argument?.rawPremise).toBe(' children cross it on their way to the pool ');
    expect(byId.get('A90002')?.argument?.premise).toBe('the bakers there need their deliveries before dawn.');
    expect(byId.get('A90002')?.argument?.rawPremise).toContain('\u00A0');
  });

  it('takes rows without labels and labels without texts, and says so', () => {
    expect(byId.get('E90005')?.labels).toEqual([]);
    expect(byId.get('G90001')).toMatchObject({ argument: null, labels: ['face'] });
    expect(report.notes).toContain(
      "test-nyt: 2 items have labels but no text, and can't be asked as questions.",
    );
  });

  it('checks the level-1 labels and finds no disagreement', () => {
    expect(report.notes).toContain('5 rows of level-1 labels were checked against the labels; 0 disagree.');
    expect(byId.get('A90001')?.level1).toEqual([
      'Security personal example 1',
      'Benevolence caring example 1',
    ]);
    expect(report.problems).toEqual([]);
  });

  it('reports every file', () => {
    expect(Object.fromEntries(report.files.map((file) => [file.name, file.outcome]))).toEqual({
      'README.md': 'not-needed',
      'meta-arguments-d.tsv': 'not-needed',
      'value-categories.json': 'read',
      'arguments-training.tsv': 'read',
      'labels-training.tsv': 'read',
      'labels-test-nyt.tsv': 'read',
      'level1-labels-training.tsv': 'read',
    });
  });

  it('gives records that their schemas accept, and the same id for the same rows', () => {
    expect(datasetSchema.safeParse(dataset).success).toBe(true);
    expect(items.every((item) => datasetItemSchema.safeParse(item).success)).toBe(true);
    expect(read(...all.toReversed()).dataset.id).toBe(dataset.id);
    expect(read(fixture('arguments-training.tsv')).dataset.id).not.toBe(dataset.id);
  });
});

describe('rows that cannot be read', () => {
  const codeOf = (file: SourceFile, ...more: SourceFile[]) =>
    read(args(good), file, ...more).report.problems.map(({ code, line }) => [code, line]);
  const second = (row: string) => ({
    name: 'arguments-validation.tsv',
    text: `${HEADER}\n${good.replace('A1', 'B1')}\n${row}`,
  });

  it.each([
    ['a cut line', 'B2\tWe should plant', 'column-count'],
    ['a tab too many', 'B2\tWe\tshould\tagainst\tso', 'column-count'],
    ['no id', ' \tWe should plant trees\tagainst\tso', 'no-id'],
    ['an unknown stance', 'B2\tWe should plant trees\tpro\tso', 'unknown-stance'],
    ['no premise', 'B2\tWe should plant trees\tagainst\t\u00A0', 'empty-text'],
    ['the same row again', good.replace('A1', 'B1'), 'duplicate-same'],
    ['another text under the same id', 'B1\tWe should fell trees\tagainst\tso', 'duplicate-different'],
  ])('reports %s with its file and line', (_name, row, code) => {
    expect(codeOf(second(row))).toEqual([[code, 3]]);
  });

  it('reports an empty line in the middle, not at the end', () => {
    expect(codeOf(second(`\n${good.replace('A1', 'B3')}\n\n`))).toEqual([['blank-line', 3]]);
  });

  it('leaves out labels that are not 0 or 1, and keeps the text', () => {
    const { byId, report } = read(args(good), labels(`A1\t${zeros.replace('0', '2')}`));
    expect(report.problems[0]).toMatchObject({ file: 'labels-training.tsv', line: 2, code: 'label-cell' });
    expect(byId.get('A1')?.labels).toBeNull();
  });

  it('reports level-1 labels that imply other labels, and keeps both', () => {
    const level1 = fixture('level1-labels-training.tsv');
    const flipped = { ...level1, text: level1.text.replace(/(E90005\t)0/, '$11') };
    const files = ['arguments-training.tsv', 'labels-training.tsv', 'value-categories.json'].map(fixture);
    const { report, byId } = read(flipped, ...files);
    expect(report.problems.map((problem) => problem.code)).toEqual(['level1-disagrees']);
    expect(byId.get('E90005')).toMatchObject({ labels: [], level1: ['Self-direction thought example 1'] });
  });

  it('counts problems beyond those it lists', () => {
    const { report } = read(args(good, ...Array.from({ length: 1200 }, () => 'broken')));
    expect(report.problems).toHaveLength(1000);
    expect(report.problemCounts['column-count']).toBe(1200);
    expect(report.notes.at(-1)).toBe('200 further row problems are counted, but not written out.');
  });
});

describe('other shapes of the same data', () => {
  it('reads labels written as a list in the arguments file', () => {
    const list = `[${LABEL_COLUMNS.map((_, index) => (index === 7 ? 1 : 0)).join(', ')}]`;
    const text = `${HEADER}\tLabels\n${good}\t${list}\nA2\tWe should plant trees\tin favor of\tshade\t[0, 1]\n`;
    const { byId, report, dataset } = read({ name: 'data/train-00000-of-00001.tsv', text });
    expect(dataset.splits[0]?.name).toBe('training');
    expect(byId.get('A1')?.labels).toEqual(['face']);
    expect(byId.get('A2')?.labels).toBeNull();
    expect(report.problems.map((problem) => problem.code)).toEqual(['label-cell']);
  });

  it('finds the columns by name and the kind of file by its header', () => {
    const { byId } = read({
      name: 'my copy.txt',
      text: 'premise\tStance\tConclusion\tArgument ID\r\nso\tAgainst\tWe nap\tA7\r\n',
    });
    expect(byId.get('A7')?.argument).toMatchObject({
      stance: 'against',
      conclusion: 'We nap',
      premise: 'so',
    });
  });

  it('lets the ids decide where the name of a label file is wrong', () => {
    const { byId, report } = read(args(good), { ...labels(`A1\t${zeros}`), name: 'labels-validation.tsv' });
    expect(byId.get('A1')?.labels).toEqual([]);
    expect(report.files[1]?.notes.join(' ')).toContain('read as labels of "training"');
  });

  it('reads a file given twice once', () => {
    const { report, items } = read(args(good), { ...args(good), name: 'arguments-training (1).tsv' });
    expect(items).toHaveLength(1);
    expect(report.files.map((file) => file.outcome).sort()).toEqual(['not-needed', 'read']);
  });
});

describe('files that are no dataset', () => {
  const refusal = (...files: SourceFile[]) => {
    const result = importFolderAtOnce(files, { now: 0 });
    return result.ok ? '' : result.error.message;
  };

  it.each([
    ['a web page', '<!DOCTYPE html><html><body>404</body></html>', 'web page'],
    [
      'a Git LFS pointer',
      'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1012498\n',
      'LFS pointer',
    ],
    ['an archive', 'PK\u0003\u0004\0\0\0\0', 'not UTF-8 text'],
    ['nothing', '\uFEFF \n', 'empty'],
    ['commas', 'Argument ID,Conclusion,Stance,Premise\nA1,x,against,y', 'separated by commas'],
    ['no header', good, 'header line is missing'],
    ['half the label columns', 'Argument ID\tFace\tHumility\nA1\t0\t1', 'lacks Self-direction: thought'],
    ['damaged JSON', '{"Face": ', 'damaged'],
  ])('says that %s is no data', (_name, text, words) => {
    const message = refusal({ name: 'dropped.tsv', text });
    expect(message).toContain(words);
    expect(message).toContain('Drop arguments-training.tsv');
  });

  it('says what to do when no file of several is usable', () => {
    const names = ['a.txt', 'b.txt', 'c.txt'];
    expect(refusal(...names.map((name) => ({ name, text: 'hello' })))).toMatch(
      /^None of these 3 files \(a\.txt, b\.txt, c\.txt\) is a dataset file that can be read\. Drop arguments-training\.tsv/,
    );
    expect(refusal()).toMatch(/^No file was given\./);
  });
});

describe('files that do not belong together, or are not whole', () => {
  it('says that texts and labels share no id, and what to do', () => {
    const { report, dataset } = read(args(`${good}\n`), labels(`B7\t${zeros}\n`));
    expect(dataset.splits[0]).toMatchObject({ items: 2, withText: 1, annotated: 1 });
    expect(report.notes.join(' ')).toMatch(/share no id, so nothing was paired.*Drop the labels that belong/);
  });

  it('does not say so where some of them pair', () => {
    const { report } = read(args(`${good}\n`), labels(`A1\t${zeros}`, `B7\t${zeros}\n`));
    expect(report.notes.join(' ')).not.toContain('share no id');
  });

  it('keeps the last row of a file without a last line break, and says that it may be cut off', () => {
    const { report, items } = read(args(good));
    expect(items).toHaveLength(1);
    expect(report.files[0].notes.join(' ')).toMatch(/does not end with a line break.*last row \(A1\)/);
    expect(read(args(`${good}\n`)).report.files[0].notes).toEqual([]);
  });
});
