import { attributeText } from '../../domain/classifier/attribute-text';
import type { Option } from '../../domain/questions/question';
import type { Attribution, Concept, ValueScore } from '../../domain/runs/attribution';
import type { ConceptChange, Response } from '../../domain/runs/response';
import type { Performer } from '../../domain/runs/step-event';
import { valueInSystem } from '../../domain/values/value-in-system';
import type { ValueId, ValueSystem } from '../../domain/values/value-system';
import { plainExpression } from '../correct-expression';
import type { Answer, Context, Outcome, PredictInput, RealiseInput, Reasoner } from '../reasoner';
import { compose } from './compose';
import { conceptChanges } from './concept-changes';
import { guessConsiderations } from './guess-considerations';
import { planUnits } from './plan';
import type { BuiltinResources, PhraseResources } from './resources';
import { stakes } from './stakes';
import { findUnit, type Material, type Unit } from './units';
import { decidedOption, describeScores, type OptionScore, weighOptions } from './weigh-options';

const BY: Performer = { reasoner: 'builtin', label: 'Built-in reasoner: no language model' };

/**
 * Every primitive without a language model: the trained value classifier reads texts, the value graph predicts,
 * and a composer writes from the question's considerations and the project's own concept phrases.
 * The classifier takes no part in writing, so as a judge it reads a text that it did not write.
 */
export class BuiltinReasoner implements Reasoner {
  readonly #resources: BuiltinResources;

  constructor(resources: BuiltinResources) {
    this.#resources = resources;
  }

  /** The project's phrases that it writes with; a language model chooses from them where it has no concept of its own. */
  get phrases(): PhraseResources {
    return this.#resources;
  }

  /** v' and C_r of a text as the trained classifier reads it. */
  read(text: string, system: ValueSystem): Attribution {
    const { classifier, merge } = this.#resources;
    return attributeText(classifier, text, { system, merge });
  }

  async answer(given: Context): Promise<Outcome<Answer>> {
    given.signal?.throwIfAborted();
    const context = this.#withConsiderations(given);
    const { emphasis, option, because } = stakes(context, this.#resources);
    const material = this.#material(context, option);
    return {
      value: {
        text: compose(context.question, option, planUnits(plainExpression(emphasis), material)),
        optionId: option?.id ?? null,
        because,
      },
      by: BY,
    };
  }

  async extractConcepts(text: string, context: Context): Promise<Outcome<Concept[]>> {
    return { value: this.#read(text, context).concepts, by: BY };
  }

  async attribute(
    text: string,
    _concepts: readonly Concept[],
    context: Context,
  ): Promise<Outcome<ValueScore[]>> {
    return { value: this.#read(text, context).scores, by: BY };
  }

  async judge(text: string, context: Context): Promise<Outcome<Attribution>> {
    return { value: this.#read(text, context), by: BY };
  }

  async predictConcepts(input: PredictInput, given: Context): Promise<Outcome<ConceptChange[]>> {
    given.signal?.throwIfAborted();
    const context = this.#withConsiderations(given);
    const option = decidedOption(this.#weigh(context, input.target));
    const units = planUnits(input.expression, this.#material(context, option));
    return { value: conceptChanges(units, input, context.valueSystem), by: BY };
  }

  async realise(input: RealiseInput, given: Context): Promise<Outcome<Response>> {
    given.signal?.throwIfAborted();
    const context = this.#withConsiderations(given);
    const scores = this.#weigh(context, input.target);
    const option = decidedOption(scores);
    const material = this.#material(context, option);
    const units = input.changes
      .filter(({ change }) => change !== 'dropped')
      .map((change) => findUnit(change.id, change.valueId, material) ?? foreignUnit(change));
    const because = adviceReason(scores, option);
    return {
      value: { text: compose(context.question, option, units), optionId: option?.id ?? null, because },
      by: BY,
    };
  }

  #withConsiderations(context: Context): Context {
    return {
      ...context,
      question: guessConsiderations(context.question, context.valueSystem, this.#resources),
    };
  }

  #read(text: string, { signal, valueSystem }: Context): Attribution {
    signal?.throwIfAborted();
    return this.read(text, valueSystem);
  }

  #weigh(context: Context, target: PredictInput['target']) {
    const { fineSystem, merge } = this.#resources;
    return weighOptions(context.question, target, (fine: ValueId) =>
      valueInSystem(fine, fineSystem, context.valueSystem, merge),
    );
  }

  #material(context: Context, option: Material['option']): Material {
    return {
      question: context.question,
      option,
      system: context.valueSystem,
      resources: this.#resources,
      seed: context.seed,
    };
  }
}

function adviceReason(scores: readonly OptionScore[], option: Option | null): string {
  if (scores.length === 0) return 'The question names no options to weigh.';
  const weighed = `Options weighed by what they serve under the target: ${describeScores(scores)}.`;
  return option
    ? weighed
    : `${weighed} Nothing that is said of the options speaks for one of them under these values, so none is advised.`;
}

/** A concept that another reasoner chose, for which this one has no sentence of its own. */
function foreignUnit({ id, valueId, label, stance }: ConceptChange): Unit {
  const text =
    stance === 'for' ? `What counts here is ${label}.` : `As for ${label}, it counts for little here.`;
  return { id, valueId, form: stance, about: 'anything', label, text };
}
