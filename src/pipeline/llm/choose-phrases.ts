import type { PhraseResources } from '../builtin/resources';
import { unitsFor, type Unit } from '../builtin/units';
import type { Context } from '../reasoner';
import type { Calls } from './calls';
import type { Prompts } from './prompts';
import { questionText } from './question-text';
import type { Wanted } from './wanted-values';

/** Four is the most concepts that any value asks for. */
const CHOICES_MAX = 4;

/**
 * The narrowest way to concepts for one value: the model chooses among the project's own phrases, those nearest to the
 * question, as many as are wanted. `skip` passes over the first ones: other words for the same value.
 */
export async function choosePhrases(
  calls: Calls,
  prompts: Prompts,
  { value, stance, count }: Wanted,
  skip: number,
  context: Context,
  resources: PhraseResources,
  turn: number,
): Promise<Unit[]> {
  const { question, valueSystem: system, seed } = context;
  const material = { question, option: null, system, resources, seed };
  const shown = Math.min(CHOICES_MAX, calls.capabilities.maxLabels);
  const offered = unitsFor(value.id, stance, material, skip)
    .filter(({ about }) => about === 'anything')
    .slice(0, Math.max(count, shown));
  const choices = offered.slice(0, shown);
  if (choices.length < 2) return offered.slice(0, count);
  const message = calls.ask(prompts.of('choose-phrase'), {
    question: questionText(question),
    value: value.name,
    phrases: choices.map(({ label }, at) => `${at + 1}) ${label}`).join('\n'),
  });
  const labels = choices.map((_, at) => String(at + 1));
  const { probabilities } = await calls.choose([message], labels, { about: value.name, turn });
  return choices
    .map((unit, at) => ({ unit, p: probabilities[at] }))
    .sort((a, b) => b.p - a.p)
    .slice(0, count)
    .map(({ unit }) => unit);
}
