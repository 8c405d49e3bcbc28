import type { Attribution, Concept, ValueScore } from '../../domain/runs/attribution';
import type { Primitive } from '../../domain/runs/primitive';
import type { ConceptChange, Response } from '../../domain/runs/response';
import type { LanguageModel } from '../../engine/language-model';
import type { PhraseResources } from '../builtin/resources';
import type { Answer, Context, Outcome, PredictInput, RealiseInput, Reasoner } from '../reasoner';
import { advisedOption } from './advised-option';
import { Calls } from './calls';
import { namedValues } from './contracts';
import { extractConcepts } from './extract';
import { judgeText } from './judge';
import { predictConcepts } from './predict';
import type { Prompts } from './prompts';
import { numberedSentences, questionText, valueText } from './question-text';
import { relevantValues, type Relevance } from './relevance';
import { rateValues, scoresOf } from './score-values';
import { writeAnswer, writeResponse } from './write';

/** Room for the names of five values. */
const NAME_TOKENS = 60;

export interface LlmReasonerParts {
  readonly model: LanguageModel;
  readonly prompts: Prompts;
  /** The project's phrases: what the model chooses from where it has no concept of its own. */
  readonly phrases: PhraseResources;
}

/**
 * Every primitive by a language model. Texts are written as free text, judgements made by the probabilities of single
 * labels, lists asked for in compact shapes; a reply that can't be used is asked for again in a narrower shape, and what
 * that took is in the outcome's `by`. Rejects with an Error in words where nothing helped, with the engine's EngineFailure,
 * and with an AbortError.
 */
export class LlmReasoner implements Reasoner {
  readonly #model: LanguageModel;
  readonly #prompts: Prompts;
  readonly #phrases: PhraseResources;
  /** What plays a part in a text: asked for once a run, by whichever of extraction and scoring comes first. */
  readonly #relevance = new WeakMap<Context, Map<string, Relevance>>();

  constructor({ model, prompts, phrases }: LlmReasonerParts) {
    this.#model = model;
    this.#prompts = prompts;
    this.#phrases = phrases;
  }

  async answer(context: Context): Promise<Outcome<Answer>> {
    const calls = this.#calls('answer', context);
    calls.left = context.question.options.length > 0 ? 1 : 0;
    const text = await writeAnswer(calls, this.#prompts, context);
    const advice = await advisedOption(calls, this.#prompts, context.question, text);
    return { value: { text, ...advice }, by: calls.performer(this.#prompts.of('answer')) };
  }

  async extractConcepts(text: string, context: Context): Promise<Outcome<Concept[]>> {
    const calls = this.#calls('extract', context);
    // The gate comes first, the concepts after it.
    calls.left = 1;
    const { values } = await this.#relevant(calls, text, context);
    calls.left = 0;
    const concepts = await extractConcepts(calls, this.#prompts, text, values, context);
    return { value: concepts, by: calls.performer(this.#prompts.of('extract-concepts')) };
  }

  async attribute(
    text: string,
    concepts: readonly Concept[],
    context: Context,
  ): Promise<Outcome<ValueScore[]>> {
    const calls = this.#calls('attribute', context);
    const prompt = this.#prompts.of('attribute');
    const relevance = await this.#relevant(calls, text, context);
    const inputs = { question: questionText(context.question), sentences: numberedSentences(text) };
    // One quote is enough to remind the model of what was found.
    const words = (id: string) => {
      const concept = concepts.find(({ valueId, quote }) => valueId === id && quote !== undefined);
      return concept ? `, as in “${concept.label}”` : '';
    };
    const rated = await rateValues(calls, relevance, context, {
      first: (value) => calls.ask(prompt, { ...inputs, value: valueText(value) + words(value.id) }),
      next: (value) => valueText(value) + words(value.id),
    });
    return { value: scoresOf(context.valueSystem, relevance, rated), by: calls.performer(prompt) };
  }

  async predictConcepts(input: PredictInput, context: Context): Promise<Outcome<ConceptChange[]>> {
    const calls = this.#calls('predict', context);
    const changes = await predictConcepts(calls, this.#prompts, input, context, this.#phrases);
    return { value: changes, by: calls.performer(this.#prompts.of('predict-concepts')) };
  }

  async realise(input: RealiseInput, context: Context): Promise<Outcome<Response>> {
    const calls = this.#calls('realise', context);
    calls.left = context.question.options.length > 0 ? 1 : 0;
    const text = await writeResponse(calls, this.#prompts, input, context);
    const advice = await advisedOption(calls, this.#prompts, context.question, text);
    return { value: { text, ...advice }, by: calls.performer(this.#prompts.of('realise')) };
  }

  async judge(text: string, context: Context): Promise<Outcome<Attribution>> {
    const calls = this.#calls('judge', context);
    const attribution = await judgeText(calls, this.#prompts, text, context);
    return { value: attribution, by: calls.performer(this.#prompts.of('judge')) };
  }

  #calls(primitive: Primitive, context: Context): Calls {
    return new Calls(this.#model, primitive, context);
  }

  async #relevant(calls: Calls, text: string, context: Context): Promise<Relevance> {
    const ofRun = this.#relevance.get(context) ?? new Map<string, Relevance>();
    this.#relevance.set(context, ofRun);
    const known = ofRun.get(text);
    if (known) return known;
    const { valueSystem } = context;
    const names = valueSystem.values.map(({ name }) => name);
    const inputs = { question: questionText(context.question), sentences: numberedSentences(text) };
    const found = await relevantValues(
      calls,
      {
        list: async ({ turn, room, temperature }) => {
          const message = calls.ask(this.#prompts.of('relevance'), { ...inputs, values: names.join(', ') });
          const ask = { maxTokens: NAME_TOKENS * room, temperature, turn };
          return (await calls.json([message], namedValues(names), ask)).values;
        },
        each: this.#prompts.of('value-relevance'),
        inputs,
      },
      valueSystem,
    );
    ofRun.set(text, found);
    return found;
  }
}
