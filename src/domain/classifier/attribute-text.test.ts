import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shippedClassifier } from '../../../tests/shipped-classifier';
import { attributionSchema, type Attribution } from '../runs/attribution';
import { attributeText } from './attribute-text';
import { priorityFormula } from './priority-formula';
import { GOLDEN_SENTENCES } from './golden-sentences';
import { TEN_PARTS } from './merge';
import { TOUCHE_VALUE_IDS } from './value-ids';

const classifier = shippedClassifier();
const systemOf = (ids: readonly string[]) => ({
  values: ids.map((id) => ({ id, code: 'Aa', name: id, definition: id, group: 'g', angle: 0 })),
});
const TWENTY = systemOf(TOUCHE_VALUE_IDS);
const TEN = systemOf(Object.keys(TEN_PARTS));
const mean = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
const scoreOf = ({ scores }: Attribution, id: string) => {
  const score = scores.find(({ valueId }) => valueId === id);
  if (!score) throw new Error(id);
  return score;
};

/** Priorities of each value in its own text, where it plays a part. */
function priorities(textOf: (sentences: readonly string[]) => string): number[] {
  return Object.entries(GOLDEN_SENTENCES).flatMap(([id, sentences]) => {
    const { priority } = scoreOf(attributeText(classifier, textOf(sentences), { system: TWENTY }), id);
    return priority === null ? [] : [priority];
  });
}

describe('attributeText', () => {
  it('gives a value with three sentences a priority near the top', () => {
    const found = priorities((sentences) => sentences.join(' '));
    expect(found.length).toBeGreaterThanOrEqual(19);
    expect(mean(found)).toBeGreaterThan(4.4);
  });

  it('gives a value with one sentence a priority in the middle', () => {
    const found = priorities(([first]) => first);
    expect(found.length).toBeGreaterThanOrEqual(16);
    expect(mean(found)).toBeGreaterThan(3.2);
    expect(mean(found)).toBeLessThan(3.8);
  });

  it('gives a mention in passing less than a sentence, and a value that is played down the least', () => {
    const at = (text: string) =>
      scoreOf(attributeText(classifier, text, { system: TWENTY }), 'security-personal').priority;
    const [sentence, passing, against] = [
      'Her health and safety come first.',
      'It also gives some room to health and safety.',
      'Her health and safety should not decide this.',
    ].map(at);
    expect(sentence).toBeGreaterThan(3);
    expect(passing).toBeGreaterThan(1.8);
    expect(passing).toBeLessThanOrEqual(2.5);
    expect(against).toBeGreaterThanOrEqual(1);
    expect(against).toBeLessThan(2);
  });

  it('says which words play a value down', () => {
    const { concepts } = attributeText(classifier, 'Her health and safety should not decide this.', {
      system: TEN,
    });
    expect(concepts.find(({ valueId }) => valueId === 'security')?.stance).toBe('against');
  });

  it('explains a priority with the numbers that made it', () => {
    const text = 'Her health and safety come first. The road is dangerous and leads to injuries.';
    const attribution = attributeText(classifier, text, { system: TEN });
    const { working, priority } = scoreOf(attribution, 'security');
    expect(working?.sentences.map(({ start, end }) => text.slice(start, end))).toEqual([
      'Her health and safety come first.',
      'The road is dangerous and leads to injuries.',
    ]);
    expect(working && priorityFormula(working, priority)).toContain(`= ${(priority ?? 0).toFixed(2)}`);
    expect(scoreOf(attribution, 'hedonism')).toMatchObject({ priority: null, working: { against: 0 } });
  });

  it('leaves values without a word about them out', () => {
    const attribution = attributeText(classifier, 'The factory pollutes the river.', { system: TEN });
    for (const id of ['hedonism', 'tradition', 'achievement', 'conformity']) {
      expect(scoreOf(attribution, id)).toMatchObject({ relevant: false, priority: null, interval: null });
    }
  });

  it('adds face to the value that the merge names', () => {
    const text = GOLDEN_SENTENCES.face.join(' ');
    const at = (face: 'power' | 'security' | 'none', id: string) =>
      scoreOf(attributeText(classifier, text, { system: TEN, merge: { face, humility: 'none' } }), id)
        .priority ?? 0;
    expect(at('power', 'power')).toBeGreaterThan(at('none', 'power'));
    expect(at('security', 'security')).toBeGreaterThan(at('none', 'security'));
  });

  it('is the same every time', () => {
    const text = Object.values(GOLDEN_SENTENCES).flat().join(' ');
    expect(attributeText(classifier, text, { system: TWENTY })).toEqual(
      attributeText(classifier, text, { system: TWENTY }),
    );
  });

  it('gives an empty attribution for texts without words', () => {
    for (const text of ['', '   ', '…!?', '😀 👍🏽']) {
      const { scores, concepts } = attributeText(classifier, text, { system: TEN });
      expect(scores.some(({ relevant }) => relevant)).toBe(false);
      expect(concepts).toEqual([]);
    }
  });

  it('bounds the time that a huge text takes', () => {
    const started = performance.now();
    attributeText(classifier, 'Health first. '.repeat(8000), { system: TEN });
    attributeText(classifier, 'x'.repeat(100000), { system: TEN });
    expect(performance.now() - started).toBeLessThan(3000);
  });

  it('quotes words that stand in the text, within the schema, whatever the text', () => {
    const sentences = Object.values(GOLDEN_SENTENCES).flat();
    const text = fc
      .array(fc.oneof(fc.constantFrom(...sentences), fc.string({ unit: 'grapheme', maxLength: 30 })), {
        maxLength: 6,
      })
      .map((parts) => parts.join(' '));
    fc.assert(
      fc.property(text, fc.boolean(), (each, ten) => {
        const attribution = attributionSchema.parse(
          attributeText(classifier, each, { system: ten ? TEN : TWENTY }),
        );
        for (const { quote, label } of attribution.concepts) {
          expect(quote).toBeDefined();
          if (!quote) continue;
          expect(each.slice(quote.start, quote.end)).toBe(quote.text);
          expect(label.length).toBeGreaterThan(0);
        }
        for (const { priority, interval } of attribution.scores) {
          if (priority === null || interval === null) continue;
          expect(interval[0]).toBeLessThanOrEqual(priority);
          expect(interval[1]).toBeGreaterThanOrEqual(priority);
        }
      }),
      { numRuns: 40 },
    );
  });
});
