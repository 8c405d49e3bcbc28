import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../../../tests/shared-data';
import { questionSchema } from '../../questions/question';
import type { Argument, DatasetItem } from '../dataset';
import { conclusionQuestion } from './conclusion-question';
import { toQuestion } from './to-question';

const dataset = { id: 'touche23-0', name: 'Example set' };
const item = (argument: Partial<Argument> | null, labels: string[] | null = []): DatasetItem => ({
  kind: 'item',
  version: 1,
  datasetId: dataset.id,
  split: 'training',
  id: 'A1',
  position: 0,
  argument: argument && {
    conclusion: 'We should plant trees',
    stance: 'for',
    premise: ' they give shade',
    rawConclusion: '',
    rawPremise: '',
    ...argument,
  },
  labels,
  level1: null,
});

describe('conclusionQuestion', () => {
  it.each([
    ['We should plant trees', 'Should we plant trees?', 'we should not plant trees'],
    ['Zoo visits should be free. ', 'Should zoo visits be free?', 'zoo visits should not be free'],
    ['The EU needs night trains', 'Does the EU need night trains?', 'the EU does not need night trains'],
    ['We need night trains', 'Do we need night trains?', 'we do not need night trains'],
    [
      'Homework brings more stress than use',
      'Does homework bring more stress than use?',
      'homework does not bring more stress than use',
    ],
    ['Chess is a sport', 'Is chess a sport?', 'chess is not a sport'],
    [
      'India is a good place for chess',
      'Is India a good place for chess?',
      'India is not a good place for chess',
    ],
    ['We should not sell maps', 'Is it right that we should not sell maps?', 'we should sell maps'],
    [
      "We don't need any maps",
      'Is it right that we do not need any maps?',
      'it is wrong to say that we do not need any maps',
    ],
    [
      'There should be no maps',
      'Should there be no maps?',
      'it is wrong to say that there should be no maps',
    ],
    ['Cities must build bridges!', 'Must cities build bridges?', 'cities need not build bridges'],
    [
      'People who are tired should rest',
      'Should people who are tired rest?',
      'people who are tired should not rest',
    ],
    [
      'The 1st of May should be quiet',
      'Should the 1st of May be quiet?',
      'the 1st of May should not be quiet',
    ],
    ['Ban leaf blowers', 'Should we ban leaf blowers?', 'we should not ban leaf blowers'],
    [
      'Banning leaf blowers in parks',
      'Is banning leaf blowers in parks the right thing to do?',
      'banning leaf blowers in parks is not the right thing to do',
    ],
    ['MBAs have no use', 'Do MBAs have no use?', 'it is wrong to say that MBAs have no use'],
    ['Who decides?', 'Who decides?', 'it is wrong to say “Who decides?”'],
    [
      'Music before words',
      'Is it right to say: “Music before words”?',
      'it is wrong to say “Music before words”',
    ],
    [
      'Paris is old and should rest',
      'Is it right to say: “Paris is old and should rest”?',
      'it is wrong to say “Paris is old and should rest”',
    ],
  ])('%s', (conclusion, question, denied) => {
    expect(conclusionQuestion(conclusion)).toMatchObject({ question, denied });
  });

  it('gives a question for any text', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (text) => {
        expect(conclusionQuestion(text).question).toMatch(/\?$/);
      }),
    );
  });
});

describe('toQuestion', () => {
  it('makes the premise a consideration of the option its stance supports, once a label', () => {
    const result = toQuestion(item({}, ['universalism-nature', 'hedonism']), dataset);
    expect(
      result.ok && result.value.options.map((option) => [option.label, option.clause, option.considerations]),
    ).toEqual([
      [
        'In favour: we should plant trees',
        'support the claim that we should plant trees',
        [
          { valueId: 'universalism-nature', effect: 'serves', text: 'They give shade.' },
          { valueId: 'hedonism', effect: 'serves', text: 'They give shade.' },
        ],
      ],
      ['Against: we should not plant trees', 'reject the claim that we should plant trees', []],
    ]);
    const against = toQuestion(item({ stance: 'against' }, ['hedonism']), dataset);
    expect(against.ok && against.value.options.map((option) => option.considerations.length)).toEqual([0, 1]);
  });

  it('refuses an item without a text, in a sentence', () => {
    expect(toQuestion(item(null, ['face']), dataset)).toEqual({
      ok: false,
      error: 'A1 is published with its labels only: there is no text to ask about.',
    });
  });

  it('gives a question that the schema accepts for texts of any length', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 9000, size: 'max' }), (conclusion) => {
        const result = toQuestion(item({ conclusion }), dataset);
        expect(result.ok && questionSchema.safeParse(result.value).success).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
});

const folder = sharedData('touche23');

describe.skipIf(!folder)('every published conclusion', () => {
  // A skipped group's body runs all the same: without the folder there is nothing to read.
  const conclusions = (folder ? ['training', 'validation'] : []).map((split) => {
    const text = readFileSync(path.join(folder ?? '', `arguments-${split}.tsv`), 'utf8');
    return new Set(
      text
        .trimEnd()
        .split('\n')
        .slice(1)
        .map((line) => line.split('\t')[1] ?? ''),
    );
  });

  it('are the 332 and 157 of the release', () => {
    expect(conclusions.map((set) => set.size)).toEqual([332, 157]);
  });

  it('becomes a question that reads like one, nearly always by a rule', () => {
    const made = conclusions.flatMap((set) => [...set]).map((conclusion) => conclusionQuestion(conclusion));
    for (const { question, agreed, denied } of made) {
      expect(question).toMatch(/^\p{Lu}.*[^\s.!?,]\?$/u);
      for (const text of [question, agreed, denied]) {
        expect(text).not.toMatch(/\s\s|^\s|\s$|undefined|should should|not not|\bwe we\b/i);
      }
      expect(agreed).not.toBe(denied);
    }
    expect(made.filter((one) => one.quoted).length).toBeLessThanOrEqual(5);
  });
});
