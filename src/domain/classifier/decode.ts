import { ok, type Result } from '../result';
import { readClassifierFile } from './classifier-file';
import { scoreSums } from './logits';
import { prepare } from './prepare';
import { strongestRun } from './strongest-run';
import type { ClassifierTables } from './tables';
import { countWord, sumWords } from './text-features';
import { TOUCHE_VALUE_IDS } from './value-ids';
import type { Reading, ValueClassifier, WordEvidence } from './value-classifier';
import { wordPulls } from './word-pull';
import { words } from './words';

/** Words beyond this many are not left out one by one: leaving one out of a longer text moves nothing that could be shown. */
export const EVIDENCE_WORD_LIMIT = 400;

/** A classifier from the bytes of its file, or a sentence that says what is wrong with them. */
export function decodeClassifier(bytes: ArrayBuffer): Result<ValueClassifier> {
  const tables = readClassifierFile(bytes);
  return tables.ok ? ok(classifierFrom(tables.value)) : tables;
}

/** The same from tables in memory. */
function classifierFrom(source: ClassifierTables): ValueClassifier {
  const tables = prepare(source);
  const { plattSlope, plattOffset, contextWeight } = tables;
  const indexOf = (valueId: string) => TOUCHE_VALUE_IDS.indexOf(valueId);
  const score = (text: string) => scoreSums(tables, sumWords(tables, words(text))).logits;
  const logOdds = (raw: Float64Array) =>
    Array.from(raw, (value, index) => plattSlope[index] * value + plattOffset[index]);

  function read(text: string): Reading {
    const found = words(text);
    const sums = sumWords(tables, found);
    const scored = scoreSums(tables, sums);
    return {
      logOdds: logOdds(scored.logits),
      keyWords(valueId) {
        const index = indexOf(valueId);
        if (index < 0) return undefined;
        const near = found.slice(0, EVIDENCE_WORD_LIMIT);
        const span = strongestRun(text, near, wordPulls(tables, near, sums, scored, index));
        if (!span) return undefined;
        const left = found.filter((word) => word.start < span.start || word.end > span.end);
        const without = scoreSums(tables, sumWords(tables, left)).logits[index];
        const drop = plattSlope[index] * (scored.logits[index] - without);
        return drop > 0 ? { ...span, drop } : undefined;
      },
    };
  }

  function evidence(text: string, valueId: string): WordEvidence[] {
    const index = indexOf(valueId);
    if (index < 0) return [];
    const found = words(text);
    const sums = sumWords(tables, found);
    const whole = scoreSums(tables, sums).logits[index];
    return found.slice(0, EVIDENCE_WORD_LIMIT).map(({ text: word, start, end }) => {
      countWord(tables, sums, word, -1);
      const without = scoreSums(tables, sums).logits[index];
      countWord(tables, sums, word, 1);
      return { start, end, contribution: plattSlope[index] * (whole - without) };
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
      const raw = own.map((value, index) => (value + contextWeight * together[index]) / (1 + contextWeight));
      return logOdds(raw).map((value, index) => ({
        valueId: TOUCHE_VALUE_IDS[index],
        probability: 1 / (1 + Math.exp(-value)),
      }));
    },
    evidence,
    read,
  };
}
