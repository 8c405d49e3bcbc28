import { auroc } from '../../domain/classifier/metrics';
import { aurocInterval } from '../../domain/metrics/auroc-interval';
import type { Attribution } from '../../domain/runs/attribution';
import type { LabelledSentence } from '../../domain/self-test/labelled-sentences';
import { findValue } from '../../domain/values/find-value';
import type { ValueSystem } from '../../domain/values/value-system';
import {
  ContractError,
  type CallOptions,
  type LanguageModel,
  type Message,
  type Usage,
} from '../../engine/language-model';
import { user } from './ask-each';
import { selfTestContract } from './contracts';
import { isPlainEnglish } from './plain-english';
import { fill, type PromptId, type Prompts } from './prompts';
import { valueText } from './question-text';

/** One of the first three tries, with what the model wrote. */
export interface SelfTestTry {
  readonly name: 'json' | 'label' | 'text';
  readonly passed: boolean;
  readonly wrote: string;
}

/** How well somebody tells sentences that speak for a value from those that do not. */
export interface JudgingSkill {
  /** Area under the ROC curve: 0.5 is chance, 1 is faultless. */
  readonly auroc: number;
  /** 95 %, wide as it is for so few sentences. */
  readonly interval: readonly [number, number];
  readonly sentences: number;
}

export interface SelfTestResult {
  readonly tries: readonly SelfTestTry[];
  /** Null where the model would not choose between Yes and No. */
  readonly model: JudgingSkill | null;
  readonly builtin: JudgingSkill;
  /** Tokens a second, measured over all calls; null where the engine gave no times. */
  readonly prefillPerSecond: number | null;
  readonly decodePerSecond: number | null;
  readonly promptTokens: number;
}

export interface SelfTestParts {
  readonly model: LanguageModel;
  readonly prompts: Prompts;
  readonly sentences: readonly LabelledSentence[];
  readonly system: ValueSystem;
  /** The built-in reasoner's reading of a text: `BuiltinReasoner.read`. */
  readonly builtin: { read(text: string, system: ValueSystem): Attribution };
  readonly signal?: AbortSignal;
  /** Calls done and calls in all. */
  readonly onProgress?: (done: number, of: number) => void;
}

const SEED = 1;
const TEXT_TOKENS = 40;
const JSON_TOKENS = 40;

/**
 * Tries a model that has just been loaded: a shape, a label and a sentence, to find one that writes rubbish; then the
 * project's labelled sentences, to find out whether it judges better than chance. Rejects with the engine's failure.
 */
export async function runSelfTest(parts: SelfTestParts): Promise<SelfTestResult> {
  const { sentences, system, builtin, onProgress } = parts;
  const test = new SelfTest(parts);
  const total = 3 + sentences.length;
  const tries: SelfTestTry[] = [];
  for (const run of [() => test.json(), () => test.label(), () => test.text()]) {
    tries.push(await run());
    onProgress?.(tries.length, total);
  }
  const scores: number[] = [];
  for (const sentence of sentences) {
    const score = await test.judge(sentence);
    if (score === null) break;
    scores.push(score);
    onProgress?.(3 + scores.length, total);
  }
  const byBuiltin = sentences.map(({ text, valueId }) => speaksFor(builtin.read(text, system), valueId));
  return {
    tries,
    model: scores.length === sentences.length ? skill(scores, sentences) : null,
    builtin: skill(byBuiltin, sentences),
    ...test.speeds(),
  };
}

class SelfTest {
  readonly #parts: SelfTestParts;
  readonly #usages: Usage[] = [];

  constructor(parts: SelfTestParts) {
    this.#parts = parts;
  }

  async json(): Promise<SelfTestTry> {
    const { model } = this.#parts;
    try {
      const reply = await model.json(
        this.#ask('self-test-json'),
        selfTestContract,
        this.#options(JSON_TOKENS),
      );
      this.#usages.push(reply.usage);
      return { name: 'json', passed: true, wrote: reply.text };
    } catch (error) {
      return { name: 'json', passed: false, wrote: this.#unread(error) };
    }
  }

  async label(): Promise<SelfTestTry> {
    try {
      const labels = ['A', 'B'];
      const choice = await this.#choose(this.#ask('self-test-label'), labels);
      return { name: 'label', passed: labels.includes(choice.picked), wrote: choice.picked };
    } catch (error) {
      return { name: 'label', passed: false, wrote: this.#unread(error) };
    }
  }

  async text(): Promise<SelfTestTry> {
    let wrote = '';
    const chunks = this.#parts.model.chat(this.#ask('self-test-text'), this.#options(TEXT_TOKENS));
    for await (const { text, usage } of chunks) {
      wrote += text;
      if (usage) this.#usages.push(usage);
    }
    return { name: 'text', passed: isPlainEnglish(wrote), wrote };
  }

  /** The probability that a sentence speaks for its value, or null where no label can be read. */
  async judge({ text, valueId }: LabelledSentence): Promise<number | null> {
    const value = findValue(this.#parts.system, valueId);
    if (!value) return null;
    try {
      const messages = this.#ask('self-test-judge', { value: valueText(value), sentence: text });
      return (await this.#choose(messages, ['Yes', 'No'])).probabilities[0];
    } catch (error) {
      this.#unread(error);
      return null;
    }
  }

  speeds(): Pick<SelfTestResult, 'prefillPerSecond' | 'decodePerSecond' | 'promptTokens'> {
    const sum = (of: (usage: Usage) => number) => this.#usages.reduce((total, usage) => total + of(usage), 0);
    const perSecond = (tokens: number, ms: number) => (tokens > 0 && ms > 0 ? (1000 * tokens) / ms : null);
    const promptTokens = sum((usage) => usage.promptTokens);
    return {
      prefillPerSecond: perSecond(
        promptTokens,
        sum((usage) => usage.prefillMs),
      ),
      decodePerSecond: perSecond(
        sum((usage) => usage.completionTokens),
        sum((usage) => usage.decodeMs),
      ),
      promptTokens,
    };
  }

  async #choose(messages: Message[], labels: readonly string[]) {
    const choice = await this.#parts.model.choose(messages, labels, { ...this.#options(4), temperature: 1 });
    this.#usages.push(choice.usage);
    return choice;
  }

  #ask(id: PromptId, inputs: Readonly<Record<string, string>> = {}): Message[] {
    return [user(fill(this.#parts.prompts.of(id), inputs))];
  }

  #options(maxTokens: number): CallOptions {
    const { signal } = this.#parts;
    return { ...(signal ? { signal } : {}), seed: SEED, temperature: 0, maxTokens };
  }

  /** What a reply said that is not what was asked for; every other error is the engine's, and passes through. */
  #unread(error: unknown): string {
    if (!(error instanceof ContractError)) throw error;
    this.#usages.push(error.usage);
    return error.text;
  }
}

/** The built-in reasoner's score for a value: its priority, and between texts without one the probability. */
function speaksFor({ scores }: Attribution, valueId: string): number {
  const score = scores.find((each) => each.valueId === valueId);
  return score ? (score.priority ?? 0) + score.probability / 10 : 0;
}

/** Without sentences of both kinds nothing is known: chance, with the whole scale as its interval. */
function skill(scores: readonly number[], sentences: readonly LabelledSentence[]): JudgingSkill {
  const labels = sentences.map((sentence) => sentence.speaksFor);
  const positives = labels.filter(Boolean).length;
  const negatives = labels.length - positives;
  if (positives === 0 || negatives === 0) return { auroc: 0.5, interval: [0, 1], sentences: labels.length };
  const area = auroc(scores, labels);
  return { auroc: area, interval: aurocInterval(area, positives, negatives), sentences: labels.length };
}
