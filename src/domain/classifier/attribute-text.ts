import type { Attribution, Concept, ScoreWorking, ValueScore } from '../runs/attribution';
import { DEFAULT_MERGE } from '../values/value-in-system';
import type { MergeChoice } from '../values/merge-choice';
import type { ValueSystem } from '../values/value-system';
import { priorityOf } from './evidence-rule';
import { balance, isTwenty, partIndices, strongest, type Found } from './gather';
import { mergeToTen } from './merge';
import { readPieces, type ReadPiece } from './read-sentences';
import type { ValueClassifier } from './value-classifier';
import { TOUCHE_VALUE_IDS } from './value-ids';

export interface AttributeOptions {
  readonly system: Pick<ValueSystem, 'values'>;
  /** Where Face and Humility go among the ten values. */
  readonly merge?: MergeChoice;
}

/** A sentence with less evidence than this for a value gives it no concept. */
const CONCEPT_FLOOR = 0.2;

/** Text beyond this many characters is not read: about 3,000 words. */
export const TEXT_LIMIT = 20000;

/**
 * v' and C_r of a text for the twenty values or the ten: what each sentence says for or against each value, gathered into a
 * priority by the rule in evidence-rule.ts, with the words that moved the score most as concepts. A value of another
 * system plays no part. The interval spans the priorities with one sentence left out, widened by four times the value's
 * calibration error (the scale from 1 to 5 is four points long).
 */
export function attributeText(
  classifier: ValueClassifier,
  text: string,
  { system, merge = DEFAULT_MERGE }: AttributeOptions,
): Attribution {
  const read = text.slice(0, TEXT_LIMIT);
  const reading = classifier.read(read);
  const pieces = readPieces(classifier, read, reading);
  const fine = reading.logOdds.map((each, index) => ({
    valueId: TOUCHE_VALUE_IDS[index],
    probability: 1 / (1 + Math.exp(-each)),
  }));
  const twenty = isTwenty(system);
  const probabilities = new Map(
    (twenty ? fine : mergeToTen(fine, merge)).map(({ valueId, probability }) => [valueId, probability]),
  );
  const concepts: Concept[] = [];
  const scores = system.values.map(({ id }): ValueScore => {
    const parts = partIndices(id, twenty, merge);
    const probability = probabilities.get(id) ?? 0;
    const found = pieces.map((piece) => strongest(piece, parts));
    const gathered = balance(pieces, found);
    const priority = priorityOf(gathered);
    const working = { ...gathered, sentences: sentencesOf(pieces, found) };
    if (priority === null) {
      return { valueId: id, relevant: false, probability, priority: null, interval: null, working };
    }
    concepts.push(...conceptsOf(id, pieces, found, read));
    const slack = 4 * Math.max(...parts.map((part) => classifier.decisions[part].calibrationError));
    return {
      valueId: id,
      relevant: true,
      probability,
      priority,
      interval: intervalOf(pieces, found, priority, slack),
      working,
    };
  });
  return { scores, concepts };
}

/** The pieces that say anything for or against the value. */
function sentencesOf(pieces: readonly ReadPiece[], found: readonly Found[]): ScoreWorking['sentences'] {
  return pieces.flatMap(({ start, end, emphasis }, index) => {
    const { evidence } = found[index];
    return evidence > 0 ? [{ start, end, emphasis, evidence }] : [];
  });
}

function intervalOf(
  pieces: readonly ReadPiece[],
  found: readonly Found[],
  priority: number,
  slack: number,
): [number, number] {
  let [low, high] = [priority, priority];
  found.forEach(({ evidence }, index) => {
    if (evidence === 0) return;
    // Without its only sentence a value would play no part, which is below every priority: the scale's lower end.
    const without = priorityOf(balance(pieces, found, index)) ?? 1;
    [low, high] = [Math.min(low, without), Math.max(high, without)];
  });
  return [Math.max(1, low - slack), Math.min(5, high + slack)];
}

function conceptsOf(
  valueId: string,
  pieces: readonly ReadPiece[],
  found: readonly Found[],
  text: string,
): Concept[] {
  const total = found.reduce((sum, { evidence }) => sum + evidence, 0);
  return found.flatMap(({ evidence, part }, index): Concept[] => {
    if (evidence < CONCEPT_FLOOR) return [];
    const piece = pieces[index];
    const fineId = TOUCHE_VALUE_IDS[part];
    const key = piece.reading.keyWords(fineId);
    if (!key) return [];
    const [start, end] = [piece.start + key.start, piece.start + key.end];
    const quoted = text.slice(start, end);
    return [
      {
        id: `${valueId}-${start}`,
        valueId,
        label: quoted.replace(/\s+/g, ' '),
        stance: piece.emphasis === 'against' ? 'against' : 'for',
        weight: (evidence / total) * Math.min(1, key.drop / piece.height[part]),
        quote: { start, end, text: quoted },
      },
    ];
  });
}
