import { BUILTIN_ONLY, type Assignment, type PerformerKind } from '../../domain/runs/primitive';
import { fixed } from '../../domain/text/format-number';
import type { SelfTestResult } from './self-test';

/** The lower end of a judge's interval has to reach this far above the 0.5 of chance. */
const CLEARLY_ABOVE_CHANCE = 0.6;

export interface Proposal {
  readonly assignment: Assignment;
  /** Why, one sentence each for writing, judging and predicting. */
  readonly reasons: readonly string[];
}

/**
 * Who should do what after a self-test. A model writes if its plain sentence was English. It judges (finds concepts, rates,
 * verifies) if it keeps to shapes, the whole interval of its AUROC is clearly above chance, and it is no worse than the
 * built-in reasoner. It predicts concepts if it writes and keeps to shapes, and judges or its tier says that it can.
 */
export function proposeAssignment(result: SelfTestResult, tierDefault: Assignment): Proposal {
  const passed = (name: SelfTestResult['tries'][number]['name']) =>
    result.tries.some((each) => each.name === name && each.passed);
  const writes = passed('text');
  const shapes = passed('json') && passed('label');
  const { model, builtin } = result;
  const aboveChance = model !== null && model.interval[0] >= CLEARLY_ABOVE_CHANCE;
  const judges = shapes && aboveChance && model.auroc >= builtin.auroc;
  const predicts = shapes && writes && (judges || tierDefault.predict === 'llm');

  const kind = (able: boolean): PerformerKind => (able ? 'llm' : 'builtin');
  return {
    assignment: {
      ...BUILTIN_ONLY,
      answer: kind(writes),
      realise: kind(writes),
      predict: kind(predicts),
      extract: kind(judges),
      attribute: kind(judges),
      judge: kind(judges),
    },
    reasons: [
      writes
        ? 'The model writes plain English, so it writes the texts.'
        : 'The model’s test sentence was not plain English, so the built-in reasoner writes the texts.',
      judgingReason(result, shapes, aboveChance, judges),
      predicts
        ? 'The model names the new concepts; what does not fit the target or the graph is dropped.'
        : 'The built-in reasoner names the new concepts.',
    ],
  };
}

function judgingReason(
  { model, builtin }: SelfTestResult,
  shapes: boolean,
  aboveChance: boolean,
  judges: boolean,
): string {
  if (!shapes || model === null) {
    return 'The model does not keep to the shapes that judging needs, so the built-in reasoner judges.';
  }
  const figures = `AUROC ${fixed(model.auroc, 2)} (${model.interval.map((end) => fixed(end, 2)).join(' to ')}) on ${model.sentences} sentences, built-in reasoner ${fixed(builtin.auroc, 2)}`;
  if (judges) return `The model judges clearly better than chance: ${figures}.`;
  return aboveChance
    ? `The built-in reasoner judges better than the model: ${figures}.`
    : `The model does not judge clearly better than chance, so the built-in reasoner judges: ${figures}.`;
}
