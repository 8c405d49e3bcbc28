// First: everything below may bring zod with it.
import '../../no-eval';
import type { Assignment } from '../../domain/runs/primitive';
import type { LanguageModel } from '../../engine/language-model';
import type { PhraseResources } from '../../pipeline/builtin/resources';
import { combineReasoners } from '../../pipeline/combined-reasoner';
import { LlmReasoner } from '../../pipeline/llm/llm-reasoner';
import type { Reasoner } from '../../pipeline/reasoner';
import { prompts } from './prompt-files';

/** The built-in reasoner and a language model, each doing its part. */
export function withModel(
  builtin: Reasoner,
  model: LanguageModel,
  phrases: PhraseResources,
  assignment: Assignment,
): Reasoner {
  return combineReasoners(builtin, new LlmReasoner({ model, prompts, phrases }), assignment);
}
