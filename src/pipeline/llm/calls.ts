import type { PerformerKind, Primitive } from '../../domain/runs/primitive';
import type { CallCost, Performer, PromptUsed, Repair } from '../../domain/runs/step-event';
import {
  ContractError,
  type CallOptions,
  type Choice,
  type Contract,
  type Finish,
  type LanguageModel,
  type Message,
  type Usage,
} from '../../engine/language-model';
import { deriveSeed } from '../derive-seed';
import type { Prompt } from '../prompt';
import type { Context } from '../reasoner';
import { fill, promptUsed } from './prompts';

type Dropped = NonNullable<Performer['dropped']>[number];

interface Ask {
  /** What the call is about where a primitive needs several: a value's name, for instance. */
  readonly about?: string;
  /** Most tokens that may be written. */
  readonly maxTokens?: number;
  readonly temperature?: number;
  /** Makes the seed of a call that is asked again differ from the first one's. */
  readonly turn?: number;
}

const NO_COST: CallCost = { calls: 0, prompt: 0, cached: 0, completion: 0, prefillMs: 0, decodeMs: 0 };
const LABEL_TOKENS = 4;
/** The first response of a round is the likeliest; those beside it have to differ from it. */
const VARIED: ReadonlySet<Primitive> = new Set<Primitive>(['predict', 'realise']);
const VARIED_TEMPERATURE = 0.8;

/**
 * The calls to a language model that one primitive makes: it gives each its seed, says which one is under way, and keeps
 * what they cost, what had to be asked again and what of the replies was left out.
 */
export class Calls {
  /** Calls still to come after the one under way, as far as the primitive knows. */
  left = 0;
  readonly #model: LanguageModel;
  readonly #primitive: Primitive;
  readonly #context: Context;
  readonly #repairs: Repair[] = [];
  readonly #dropped: Dropped[] = [];
  readonly #prompts = new Map<string, PromptUsed>();
  readonly #varied: boolean;
  readonly #engineFigures: Record<string, number>[] = [];
  #cost = NO_COST;

  constructor(model: LanguageModel, primitive: Primitive, context: Context) {
    this.#model = model;
    this.#primitive = primitive;
    this.#context = context;
    this.#varied = VARIED.has(primitive) && (context.candidate ?? 1) > 1;
  }

  get capabilities() {
    return this.#model.capabilities;
  }

  get modelName(): string {
    return this.#model.used.name;
  }

  /** The prompt with its inputs as the first message of a conversation; the run records that it was used. */
  ask(prompt: Prompt, inputs: Readonly<Record<string, string>>): Message {
    this.#prompts.set(prompt.id, promptUsed(prompt));
    return { role: 'user', content: fill(prompt, inputs) };
  }

  async text(messages: readonly Message[], ask: Ask = {}): Promise<{ text: string; finish: Finish }> {
    let text = '';
    let finish: Finish = 'stop';
    for await (const chunk of this.#model.chat(messages, this.#options(ask, true))) {
      text += chunk.text;
      if (chunk.usage) this.#spend(chunk.usage);
      if (chunk.finish) finish = chunk.finish;
    }
    return { text, finish };
  }

  /** Rejects with a ContractError, whose cost is counted too. */
  async json<T>(messages: readonly Message[], contract: Contract<T>, ask: Ask): Promise<T> {
    try {
      const { value, usage } = await this.#model.json(messages, contract, this.#options(ask, false));
      this.#spend(usage);
      return value;
    } catch (error) {
      if (error instanceof ContractError) this.#spend(error.usage);
      throw error;
    }
  }

  /**
   * Asked at temperature 1, so that the probabilities are the model's own, and once more with another seed where no label
   * can be read.
   */
  async choose(messages: readonly Message[], labels: readonly string[], ask: Ask = {}): Promise<Choice> {
    try {
      return await this.#chooseOnce(messages, labels, ask);
    } catch (error) {
      if (!(error instanceof ContractError)) throw error;
      this.repaired('again', error.message);
      return this.#chooseOnce(messages, labels, { ...ask, turn: (ask.turn ?? 0) + 1 });
    }
  }

  async #chooseOnce(messages: readonly Message[], labels: readonly string[], ask: Ask): Promise<Choice> {
    try {
      const options = this.#options({ ...ask, temperature: 1, maxTokens: LABEL_TOKENS }, false);
      const choice = await this.#model.choose(messages, labels, options);
      this.#spend(choice.usage);
      return choice;
    } catch (error) {
      if (error instanceof ContractError) this.#spend(error.usage);
      throw error;
    }
  }

  repaired(kind: Repair['kind'], reason: string): void {
    this.#repairs.push({ primitive: this.#primitive, kind, reason });
  }

  drop(what: Dropped['what'], text: string, reason: string): void {
    this.#dropped.push({ what, text, reason });
  }

  /** What the run records of these calls; `main` is the prompt that gave the result. */
  performer(main: Prompt): Performer {
    const { id, name } = this.#model.used;
    const { prompt, cached, completion } = this.#cost;
    return {
      reasoner: 'llm' satisfies PerformerKind,
      label: `Language model: ${name}`,
      model: id,
      prompt: promptUsed(main),
      prompts: [...this.#prompts.values()],
      tokens: { prompt: prompt + cached, completion },
      cost: this.#cost,
      ...(this.#engineFigures.some((figures) => Object.keys(figures).length > 0)
        ? { engineFigures: [...this.#engineFigures] }
        : {}),
      ...(this.#repairs.length > 0 ? { repairs: [...this.#repairs] } : {}),
      ...(this.#dropped.length > 0 ? { dropped: [...this.#dropped] } : {}),
    };
  }

  #options(ask: Ask, forPeople: boolean): CallOptions {
    const { signal, onCall, seed } = this.#context;
    const about = ask.about ?? null;
    const say = (phase: 'prefill' | 'decode', text: string, tokens: number) =>
      onCall?.({
        primitive: this.#primitive,
        about,
        phase,
        text: forPeople ? text : '',
        tokens,
        callsLeft: this.left,
      });
    signal?.throwIfAborted();
    say('prefill', '', 0);
    return {
      ...(signal ? { signal } : {}),
      seed: deriveSeed(seed, this.#primitive, about ?? '', ask.turn ?? 0),
      temperature: Math.max(ask.temperature ?? 0, this.#varied ? VARIED_TEMPERATURE : 0),
      ...(ask.maxTokens === undefined ? {} : { maxTokens: ask.maxTokens }),
      onProgress: ({ phase, text, tokens }) => say(phase, text, tokens),
    };
  }

  #spend(usage: Usage): void {
    this.#cost = addUsage(this.#cost, usage);
    this.#engineFigures.push(compactFigures(usage.extra ?? {}));
  }
}

function addUsage(cost: CallCost, usage: Usage): CallCost {
  return {
    calls: cost.calls + 1,
    prompt: cost.prompt + usage.promptTokens,
    cached: cost.cached + usage.cachedTokens,
    completion: cost.completion + usage.completionTokens,
    prefillMs: cost.prefillMs + usage.prefillMs,
    decodeMs: cost.decodeMs + usage.decodeMs,
  };
}

/** A run may make a hundred calls, and its record is stored: six digits of a speed are enough. */
function compactFigures(extra: Readonly<Record<string, number>>): Record<string, number> {
  const finite = Object.entries(extra).filter(([, figure]) => Number.isFinite(figure));
  return Object.fromEntries(
    finite.map(([name, figure]) => [name, Number.isInteger(figure) ? figure : Number(figure.toPrecision(6))]),
  );
}
