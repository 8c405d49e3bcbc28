import { DEFAULT_MERGE } from '../values/value-in-system';
import { TEXT_LIMIT, type AttributeOptions } from './attribute-text';
import { priorityOf, RELEVANT } from './evidence-rule';
import { balance, isTwenty, partIndices, strongest } from './gather';
import { readPieces } from './read-sentences';
import type { ValueClassifier } from './value-classifier';

/** One sentence's part in a priority. */
export interface PriorityStep {
  readonly start: number;
  readonly end: number;
  readonly emphasis: 'for' | 'passing' | 'against';
  /** How many deviations its log odds stand above those of training arguments without the value, before `temper`. */
  readonly z: number;
  /** 0 to 1, by the rule in evidence-rule.ts. */
  readonly evidence: number;
}

export interface PriorityExplanation {
  /** Sentences with any evidence, in the order of the text. */
  readonly steps: readonly PriorityStep[];
  readonly speaksFor: number;
  readonly against: number;
  readonly priority: number | null;
  /** The formula with these numbers, for instance "1 + 4 × 0.88 × (1 − 0.00) = 4.51". */
  readonly formula: string;
}

/** How `attributeText` came to the priority of one value in this text, with every number on the way. */
export function explainPriority(
  classifier: ValueClassifier,
  text: string,
  valueId: string,
  { system, merge = DEFAULT_MERGE }: AttributeOptions,
): PriorityExplanation {
  const parts = partIndices(valueId, isTwenty(system), merge);
  const pieces = readPieces(classifier, text.slice(0, TEXT_LIMIT));
  const found = pieces.map((piece) => strongest(piece, parts));
  const gathered = balance(pieces, found);
  const priority = priorityOf(gathered);
  return {
    steps: pieces.flatMap(({ start, end, emphasis, height }, index) => {
      const { evidence, part } = found[index];
      const z = evidence > 0 ? height[part] / classifier.decisions[part].strangers.deviation : 0;
      return evidence > 0 ? [{ start, end, emphasis, z, evidence }] : [];
    }),
    ...gathered,
    priority,
    formula: formulaOf(gathered.speaksFor, gathered.against, priority),
  };
}

function formulaOf(speaksFor: number, against: number, priority: number | null): string {
  const [f, a] = [speaksFor.toFixed(2), against.toFixed(2)];
  if (priority === null) return `evidence ${f} and counter-evidence ${a} stay below ${RELEVANT}: no part`;
  const result = priority.toFixed(2);
  return speaksFor < RELEVANT ? `2 − ${a} = ${result}` : `1 + 4 × ${f} × (1 − ${a}) = ${result}`;
}
