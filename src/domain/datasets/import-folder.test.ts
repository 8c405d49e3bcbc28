import { describe, expect, it } from 'vitest';
import { ok } from '../result';
import type { Question } from '../questions/question';
import type { DatasetItem } from './dataset';
import type { DatasetFormat } from './formats/format';
import { DATASET_FORMATS } from './formats/registry';
import { importFolderAtOnce } from './import-folder';
import { toQuestion } from './questions/to-question';

const question: Question = {
  kind: 'question',
  version: 1,
  id: 'd1',
  theme: 'dataset',
  text: 'The ferry leaves without the last passenger. Should it wait?',
  options: [],
};

const item: DatasetItem = {
  ...{ kind: 'item', version: 1, datasetId: 'dilemmas-1', split: 'all', id: 'd1', position: 0 },
  ...{ argument: null, labels: null, level1: null, question },
};

/** A format whose rows are questions already, as a new one would be added. */
const dilemmas: DatasetFormat = {
  id: 'dilemmas',
  name: 'Dilemmas',
  expects: 'dilemmas.jsonl',
  recognise: (files) => files.filter((file) => file.text.startsWith('{"dilemma"')).length,
  explain: () => 'It holds no dilemma.',
  *read(files, { now }) {
    yield { file: files[0]?.name ?? '', done: 1, total: 1 };
    const counts = { items: 1, withText: 1, stanceFor: 0, stanceAgainst: 0, conclusions: 0, annotated: 0 };
    return ok({
      dataset: {
        ...{
          kind: 'dataset',
          version: 1,
          id: 'dilemmas-1',
          name: 'Dilemmas',
          format: 'dilemmas',
          source: '-',
          licence: '-',
        },
        ...{ valueSystemId: 'touche-20', importedAt: now },
        splits: [{ name: 'all', ...counts, annotatedWithoutValue: 0, positives: {} }],
        report: { kind: 'import-report', version: 1, files: [], problems: [], problemCounts: {}, notes: [] },
      },
      items: [item],
    });
  },
};

const formats = [...DATASET_FORMATS, dilemmas];

describe('the registry of formats', () => {
  it('leaves the files to the format that recognises most of them', () => {
    const read = importFolderAtOnce([{ name: 'x', text: '{"dilemma": 1}' }], { now: 3 }, formats);
    expect(read.ok && [read.value.dataset.format, read.value.dataset.importedAt]).toEqual(['dilemmas', 3]);
  });

  it('names what every format expects when none can read the files', () => {
    const read = importFolderAtOnce([{ name: 'x.txt', text: 'hello' }], { now: 3 }, formats);
    expect(!read.ok && read.error.message).toMatch(
      /x\.txt is not a dataset file.*no dilemma.*; or dilemmas\.jsonl\.$/s,
    );
  });

  it('lets items be questions already', () => {
    expect(toQuestion(item, { id: 'dilemmas-1', name: 'Dilemmas' })).toEqual({ ok: true, value: question });
  });
});
