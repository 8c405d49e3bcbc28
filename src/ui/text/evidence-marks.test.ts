import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Concept } from '../../domain/runs/attribution';
import { FOUR } from '../testing/test-values';
import { evidenceMarks, segments } from './evidence-marks';

const concept = (valueId: string, start: number, end: number, label = valueId): Concept => ({
  id: `${valueId}-${start}`,
  valueId,
  label,
  stance: 'for',
  weight: 0.5,
  quote: { start, end, text: '' },
});

const anyConcept = fc
  .tuple(fc.constantFrom('security', 'power', 'benevolence', 'unknown'), fc.nat(60), fc.nat(60))
  .map(([valueId, start, end]) => concept(valueId, start, end));

describe('evidence marks', () => {
  it('cut the text into pieces that joined are the text, whatever overlaps', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 50 }), fc.array(anyConcept, { maxLength: 8 }), (text, concepts) => {
        const marks = evidenceMarks(text, concepts, FOUR);
        const pieces = segments(text, marks);
        expect(pieces.map((piece) => piece.text).join('')).toBe(text);
        for (const piece of pieces) {
          const lanes = piece.marks.map((mark) => mark.lane);
          expect(new Set(lanes).size).toBe(lanes.length);
          for (const mark of piece.marks) {
            expect(mark.start).toBeLessThanOrEqual(piece.start);
            expect(mark.end).toBeGreaterThanOrEqual(piece.start + piece.text.length);
          }
        }
      }),
    );
  });

  it('name both values where two overlap', () => {
    const marks = evidenceMarks('abcdef', [concept('security', 1, 4), concept('power', 3, 5)], FOUR);
    const pieces = segments('abcdef', marks);
    expect(pieces.map((piece) => [piece.text, ...piece.marks.map((mark) => mark.value.code)])).toEqual([
      ['a'],
      ['bc', 'SE'],
      ['d', 'SE', 'PO'],
      ['e', 'PO'],
      ['f'],
    ]);
  });

  it('become one where quotes of a value overlap', () => {
    const marks = evidenceMarks(
      'abcdef',
      [concept('security', 0, 3, 'one'), concept('security', 2, 6, 'two')],
      FOUR,
    );
    expect(marks).toMatchObject([{ start: 0, end: 6, labels: ['one', 'two'] }]);
  });

  it('give a stretch of the text alone', () => {
    const marks = evidenceMarks('abcdef', [concept('security', 1, 5)], FOUR);
    expect(segments('abcdef', marks, 2, 4).map((piece) => piece.text)).toEqual(['cd']);
    expect(segments('abcdef', marks, 3, 3)).toEqual([]);
  });
});
