import { MLCEngine, type AppConfig } from '@mlc-ai/web-llm';
import { z } from 'zod';
import type { WebllmEngine } from './webllm-host';

/** web-llm's own conversation, which it builds for each request; the package does not export its class. */
interface Conversation {
  isLastMessageEmptyThinkingReplyHeader: boolean;
  reset(): void;
  appendMessage(role: string, text: string): void;
  appendReplyHeader(role: string): void;
  appendEmptyThinkingReplyHeader(role: string, thought: string): void;
  finishReply(text: string): void;
  getPromptArray(): unknown[];
  getPromptArrayLastRound(): unknown[];
  messages: unknown[];
}

interface GenerationConfig {
  readonly enable_thinking?: boolean | null;
  readonly max_tokens?: number | null;
  readonly response_format?: unknown;
  readonly logprobs?: boolean | null;
  readonly top_logprobs?: number | null;
}

/** What the model will write next, token by token, and the tokens that it might have begun with. */
export interface Script {
  readonly tokens: readonly string[];
  readonly top?: readonly { readonly token: string; readonly logprob: number }[];
}

const EMPTY_THOUGHT = '<think>\n\n</think>\n\n';

export const CHATML = {
  system_template: '<|im_start|>system\n{system_message}<|im_end|>\n',
  system_message: 'You are a helpful assistant.',
  add_role_after_system_message: true,
  roles: { user: '<|im_start|>user', assistant: '<|im_start|>assistant', tool: '<|im_start|>tool' },
  role_templates: { user: '{user_message}', assistant: '{assistant_message}', tool: '{tool_message}' },
  seps: ['<|im_end|>\n'],
  role_content_sep: '\n',
  role_empty_sep: '\n',
  stop_str: ['<|im_end|>'],
  stop_token_ids: [2],
};

/**
 * For tests: what stands between web-llm's engine and the GPU, doing what its LLMChatPipeline does around the model itself
 * (0.2.86, `forwardPrefill`, `processNextToken`, `triggerStop`, `resetChat`), with a model that writes what it is told.
 */
class ScriptedPipeline {
  conversation: Conversation | undefined;
  /** The prompts that were computed, each as the text that the model reads. */
  readonly prompts: string[] = [];
  readonly configs: GenerationConfig[] = [];
  readonly seeds: number[] = [];
  #finish: string | undefined;
  #stopped = false;
  #fresh = true;
  #left: string[] = [];
  #written = '';
  #count = 0;
  #promptTokens = 0;
  #logprobs: unknown[] = [];

  constructor(private readonly script: Script[]) {}

  getConversationObject = (): unknown => this.conversation ?? { messages: [] };
  setConversation = (conversation: Conversation): void => void (this.conversation = conversation);
  getFinishReason = (): string | undefined => this.#finish;
  getMessage = (): string => this.#written;
  stopped = (): boolean => this.#stopped;
  getTokenLogprobArray = (): unknown[] => this.#logprobs;
  setSeed = (seed: number): void => void this.seeds.push(seed);
  getCurRoundCompletionTotalTokens = (): number => this.#count;
  getCurRoundDecodingTotalTokens = (): number => this.#count - 1;
  getCurRoundPrefillTotalTokens = (): number => this.#promptTokens;
  getCurRoundPrefillTotalTime = (): number => 0.5;
  getCurRoundDecodingTotalTime = (): number => 0.1 * (this.#count - 1);
  getCurRoundPrefillTokensPerSec = (): number => this.#promptTokens / 0.5;
  getCurRoundDecodingTokensPerSec = (): number => 10;
  getCurRoundGrammarInitTotalTime = (): number => 0.02;
  getCurRoundGrammarPerTokenTotalTime = (): number => 0.001;
  getCurRoundLatencyBreakdown = (): undefined => undefined;

  resetChat(): void {
    this.conversation?.reset();
    this.#finish = undefined;
    this.#fresh = true;
  }

  async prefillStep(input: string, role: string, _name: unknown, config: GenerationConfig): Promise<void> {
    const conversation = this.#conversation();
    const next = this.script.shift();
    if (!next) throw new Error('The script of this test is at its end.');
    this.configs.push(config);
    this.#left = [...next.tokens];
    this.#stopped = false;
    this.#count = 0;
    this.#written = config.enable_thinking === false ? EMPTY_THOUGHT : '';
    this.#logprobs = config.logprobs
      ? [{ token: next.tokens[0], logprob: 0, top_logprobs: next.top ?? [] }]
      : [];
    conversation.appendMessage(role, input);
    if (config.enable_thinking === false)
      conversation.appendEmptyThinkingReplyHeader('assistant', EMPTY_THOUGHT);
    else conversation.appendReplyHeader('assistant');
    const prompt = (
      this.#fresh ? conversation.getPromptArray() : conversation.getPromptArrayLastRound()
    ).join('');
    this.#fresh = false;
    this.prompts.push(prompt);
    this.#promptTokens = prompt.length;
    this.#write(config);
  }

  async decodeStep(config: GenerationConfig): Promise<void> {
    // As a GPU does: later, not at once.
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (!this.#stopped) this.#write(config);
  }

  triggerStop(): void {
    if (!this.#stopped) this.#stop('abort');
  }

  #write({ max_tokens }: GenerationConfig): void {
    const token = this.#left.shift();
    this.#count += 1;
    if (token === undefined) return this.#stop('stop');
    this.#written += token;
    if (this.#count >= (max_tokens ?? Infinity)) this.#stop('length');
  }

  #stop(finish: string): void {
    this.#stopped = true;
    this.#finish = finish;
    this.#conversation().finishReply(this.#written);
  }

  #conversation(): Conversation {
    if (!this.conversation) throw new Error('web-llm has set no conversation.');
    return this.conversation;
  }
}

/** For tests: web-llm's real engine, with its real requests and conversations, above a scripted pipeline. */
export function engineInNode(script: Script[], template: object = CHATML) {
  const pipeline = new ScriptedPipeline(script);
  const loads: AppConfig[] = [];
  const create = (
    appConfig: AppConfig,
    onProgress: (report: { text: string; progress: number }) => void,
  ): WebllmEngine => {
    loads.push(appConfig);
    const engine = new MLCEngine({ appConfig, logLevel: 'SILENT' });
    const id = appConfig.model_list[0]?.model_id ?? '';
    const config = { conv_template: template, temperature: 1 };
    const maps = ['loadedModelIdToLock', 'loadedModelIdToModelType'].map((name) =>
      z.instanceof(Map).parse(Reflect.get(engine, name)),
    );
    Reflect.set(engine, 'reload', async () => {
      maps[0]?.set(id, { acquire: async () => undefined, release: async () => undefined });
      maps[1]?.set(id, 0);
      onProgress({ text: 'Loading GPU shader modules[1/2]: ', progress: 0.5 });
      onProgress({ text: 'Finish loading on WebGPU - A test card', progress: 1 });
    });
    Reflect.set(engine, 'getLLMStates', () => [id, pipeline, config]);
    return engine;
  };
  return { create, pipeline, loads };
}
