import { ok, type Result } from '../result';
import { readClassifierFile } from './classifier-file';
import { logits } from './logits';
import type { ClassifierTables } from './tables';
import { countWord, sumWords } from './text-features';
import { TOUCHE_VALUE_IDS } from './value-ids';
import type { ValueClassifier } from './value-classifier';
import { words } from './words';

/** Words beyond this many are not left out one by one: leaving one out of a longer text moves nothing that could be shown. */
export const EVIDENCE_WORD_LIMIT = 400;

/** A classifier from the bytes of its file, or a sentence that says what is wrong with them. */
export function decodeClassifier(bytes: ArrayBuffer): Result<ValueClassifier> {
  const tables = readClassifierFile(bytes);
  return tables.ok ? ok(classifierFrom(tables.value)) : tables;
}

export function classifierFrom(tables: ClassifierTables): ValueClassifier {
  const score = (text: string) => logits(tables, sumWords(tables, words(text)));
  const logOdds = (raw: Float64Array) =>
    raw.map((value, index) => tables.plattSlope[index] * value + tables.plattOffset[index]);

  function evidenceForAll(text: string) {
    const found = words(text);
    const sums = sumWords(tables, found);
    const whole = logOdds(logits(tables, sums));
    return found.slice(0, EVIDENCE_WORD_LIMIT).map(({ text: word, start, end }) => {
      countWord(tables, sums, word, -1);
      const without = logOdds(logits(tables, sums));
      countWord(tables, sums, word, 1);
      return { start, end, contributions: whole.map((value, index) => value - without[index]) };
    });
  }

  return {
    decisions: TOUCHE_VALUE_IDS.map((valueId, index) => ({
      valueId,
      threshold: tables.threshold[index],
      baseRate: tables.baseRate[index],
      calibrationError: tables.calibrationError[index],
      strangers: { mean: tables.strangerMean[index], deviation: tables.strangerDeviation[index] },
    })),
    classify({ text, context }) {
      const own = score(text);
      const together = context === undefined || context.trim() === '' ? own : score(`${context}\n${text}`);
      const weight = tables.contextWeight;
      const raw = own.map((value, index) => (value + weight * together[index]) / (1 + weight));
      return [...logOdds(raw)].map((value, index) => ({
        valueId: TOUCHE_VALUE_IDS[index],
        probability: 1 / (1 + Math.exp(-value)),
      }));
    },
    evidence(text, valueId) {
      const index = TOUCHE_VALUE_IDS.indexOf(valueId);
      if (index < 0) return [];
      return evidenceForAll(text).map(({ start, end, contributions }) => ({
        start,
        end,
        contribution: contributions[index],
      }));
    },
    evidenceForAll,
  };
}
