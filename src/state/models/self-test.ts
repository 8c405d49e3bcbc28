import labelled from '../../../static-data/self-test/sentences.json?checked';
import type { LabelledSentences } from '../../domain/self-test/labelled-sentences';
import { sha256 } from '../../domain/sha256';
import type { ValueSystem } from '../../domain/values/value-system';
import { failureOf } from '../../engine/failures';
import type { LanguageModel } from '../../engine/language-model';
import type { BuiltinReasoner } from '../../pipeline/builtin/builtin-reasoner';
import { proposeAssignment } from '../../pipeline/llm/propose-assignment';
import { PROMPT_IDS } from '../../pipeline/llm/prompts';
import { type JudgingSkill, runSelfTest, type SelfTestTry } from '../../pipeline/llm/self-test';
import type { Auroc } from './model-notes';
import type { TestReport, TestRequest } from './models-ports';
import { prompts } from './prompt-files';

const SENTENCES: LabelledSentences['sentences'] = labelled.sentences;

/** Who the model is measured against, and in which value system. */
export interface SelfTestAgainst {
  readonly builtin: Pick<BuiltinReasoner, 'read'>;
  readonly system: ValueSystem;
}

/**
 * Tries a model that was just loaded: whether it writes sense, how fast it is, and whether it judges values better than the
 * built-in reasoner. What was measured before with the same weights, prompts and sentences is taken over, and only the sense is tried again.
 */
export async function selfTest(
  model: LanguageModel,
  { signal, onProgress, tierDefault, known }: TestRequest,
  { builtin: reader, system }: SelfTestAgainst,
): Promise<TestReport> {
  const basis = basisOf(model, system);
  const judged = known?.proposed && known.basis === basis ? known : null;
  const result = await runSelfTest({
    model,
    prompts,
    sentences: judged ? [] : SENTENCES,
    system,
    builtin: reader,
    signal,
    onProgress: (done, of) => onProgress(done / of),
  });
  refuseNonsense(result.tries);
  const speeds = { prefill: result.prefillPerSecond, decode: result.decodePerSecond };
  if (judged) {
    const { model: skill, builtin, sentences: count, proposed, reasons } = judged;
    return { ...speeds, model: skill, builtin, sentences: count, proposed, reasons, basis };
  }
  const { assignment, reasons } = proposeAssignment(result, tierDefault);
  return {
    ...speeds,
    model: result.model && aurocOf(result.model),
    builtin: aurocOf(result.builtin),
    sentences: result.builtin.sentences,
    proposed: assignment,
    reasons,
    basis,
  };
}

/** Changes with the weights, the prompts and the sentences: what was measured with others says nothing any more. */
function basisOf({ used }: LanguageModel, { values }: ValueSystem): string {
  const asked = PROMPT_IDS.filter((id) => prompts.of(id).step === 'self-test').map(
    (id) => prompts.of(id).hash,
  );
  return sha256(JSON.stringify([used.id, used.revision, used.quantisation, asked, SENTENCES, values]));
}

/** A model that neither writes English nor keeps to a shape is of no use to anybody; one that does either is only told about. */
function refuseNonsense(tries: readonly SelfTestTry[]): void {
  const passed = (name: SelfTestTry['name']) => tries.some((one) => one.name === name && one.passed);
  if (passed('text') || (passed('json') && passed('label'))) return;
  const wrote = tries.map(({ name, wrote: text }) => `${name}: ${JSON.stringify(text.slice(0, 200))}`);
  throw failureOf('garbage-output', wrote.join('; '));
}

function aurocOf({ auroc, interval: [low, high] }: JudgingSkill): Auroc {
  return { value: auroc, low, high };
}
