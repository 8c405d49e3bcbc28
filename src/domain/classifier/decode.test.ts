import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shippedBytes, shippedClassifier } from '../../../tests/shipped-classifier';
import { encodeClassifier, readClassifierFile } from './classifier-file';
import { decodeClassifier } from './decode';
import { GOLDEN_SENTENCES } from './golden-sentences';
import { TOUCHE_VALUE_IDS } from './value-ids';

describe('the classifier file', () => {
  it('is the same after reading and writing', () => {
    const tables = readClassifierFile(shippedBytes());
    if (!tables.ok) throw new Error(tables.error);
    expect(Buffer.from(encodeClassifier(tables.value)).equals(Buffer.from(shippedBytes()))).toBe(true);
  });

  it.each([
    ['nothing', () => new ArrayBuffer(0), /cut off/],
    ['a web page', () => bytesOf('<!doctype html><title>Not found</title>'), /not a value classifier/],
    ['a file that stops half-way', () => shippedBytes().slice(0, 300000), /not complete/],
    ['a newer version', () => withNumber(4, 2), /version 2/],
    ['a header that is no JSON', () => withNumber(16, 0), /damaged header/],
    ['a header longer than the file', () => withNumber(12, 4000000000), /damaged header/],
  ])('says what is wrong with %s', (_, bytes, message) => {
    const result = decodeClassifier(bytes());
    expect(result.ok ? '' : result.error).toMatch(message);
  });

  it('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(3000), (noise, at) => {
        expect(decodeClassifier(bytesOf(noise)).ok).toBe(false);
        const copy = new Uint8Array(shippedBytes());
        copy.set(noise, at);
        decodeClassifier(copy.buffer);
      }),
      { numRuns: 20 },
    );
  });
});

describe('classify', () => {
  const classifier = shippedClassifier();

  it('gives a probability for each of the twenty values, the same every time', () => {
    const input = { text: 'The rules have to be followed.', context: 'Should she cut the queue?' };
    const first = classifier.classify(input);
    expect(first.map(({ valueId }) => valueId)).toEqual(TOUCHE_VALUE_IDS);
    expect(shippedClassifier().classify(input)).toEqual(first);
  });

  it('puts everyday sentences nearest to their own value in three of four cases', () => {
    const hits = Object.entries(GOLDEN_SENTENCES).flatMap(([valueId, sentences]) =>
      sentences.map((sentence) => {
        const { logOdds } = classifier.read(sentence);
        const z = logOdds.map((each, index) => {
          const { mean, deviation } = classifier.decisions[index].strangers;
          return (each - mean) / deviation;
        });
        return TOUCHE_VALUE_IDS[z.indexOf(Math.max(...z))] === valueId;
      }),
    );
    expect(hits.filter(Boolean).length / hits.length).toBeGreaterThan(0.75);
  });

  it('is hardly moved by an empty context', () => {
    const text = 'Crime would rise.';
    expect(classifier.classify({ text, context: ' ' })).toEqual(classifier.classify({ text }));
  });

  it('takes any text', () => {
    const odd = [
      '',
      ' \n',
      '…?!',
      '😀👍🏽',
      'a'.repeat(100000),
      'Care! '.repeat(17000),
      '<script>alert(1)</script>',
      '\u0000',
    ];
    for (const text of odd) expectProbabilities(text);
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), expectProbabilities), {
      numRuns: 50,
    });
  });

  function expectProbabilities(text: string): void {
    for (const { probability } of classifier.classify({ text, context: text })) {
      expect(probability).toBeGreaterThanOrEqual(0);
      expect(probability).toBeLessThanOrEqual(1);
    }
  }
});

describe('evidence', () => {
  const classifier = shippedClassifier();
  const text = 'It is quite late, and the poisonous fumes could harm her health.';
  const word = ({ start, end }: { start: number; end: number }) => text.slice(start, end);

  it('is what leaving a word out changes', () => {
    const [first] = classifier.evidence(text, 'security-personal').filter((each) => word(each) === 'health');
    const index = TOUCHE_VALUE_IDS.indexOf('security-personal');
    const without = classifier.read(text.replace('health', '')).logOdds[index];
    expect(first.contribution).toBeCloseTo(classifier.read(text).logOdds[index] - without, 6);
  });

  it('rests on the words about the value', () => {
    const ranked = classifier
      .evidence(text, 'security-personal')
      .sort((a, b) => b.contribution - a.contribution);
    expect(ranked.slice(0, 3).map(word)).toContain('health');
  });

  it('finds key words whose removal lowers the score by what it says', () => {
    const reading = classifier.read(text);
    const key = reading.keyWords('security-personal');
    if (!key) throw new Error('no key words');
    const index = TOUCHE_VALUE_IDS.indexOf('security-personal');
    const rest = text.slice(0, key.start) + text.slice(key.end);
    expect(key.drop).toBeGreaterThan(0);
    expect(key.drop).toBeCloseTo(reading.logOdds[index] - classifier.read(rest).logOdds[index], 6);
  });

  it('is empty for a value that it does not know', () => {
    expect(classifier.evidence(text, 'greed')).toEqual([]);
    expect(classifier.read(text).keyWords('greed')).toBeUndefined();
  });
});

function bytesOf(content: string | Uint8Array): ArrayBuffer {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return Uint8Array.from(bytes).buffer;
}

function withNumber(at: number, number: number): ArrayBuffer {
  const copy = shippedBytes();
  new DataView(copy).setUint32(at, number, true);
  return copy;
}
