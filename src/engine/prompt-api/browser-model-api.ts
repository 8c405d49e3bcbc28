import { z } from 'zod';

/*
 * The part of the Prompt API (https://webmachinelearning.github.io/prompt-api) that is used here. Browsers without it, and
 * pages that are not secure, have no `LanguageModel`.
 */

interface Prompt {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** What a session is to be able to do; asked of `availability` and `create` alike. */
interface Expectation {
  readonly expectedInputs: readonly { readonly type: 'text'; readonly languages: readonly string[] }[];
  readonly expectedOutputs: readonly { readonly type: 'text'; readonly languages: readonly string[] }[];
  readonly samplingMode?: 'most-predictable' | 'predictable' | 'balanced' | 'creative' | 'most-creative';
}

interface CreateOptions extends Expectation {
  readonly initialPrompts?: readonly Prompt[];
  readonly signal?: AbortSignal;
  /** Hears `downloadprogress` while the browser downloads its model; `loaded` is a share, 0 to 1. */
  readonly monitor?: (monitor: EventTarget) => void;
}

export interface BrowserSession {
  promptStreaming(
    input: string,
    options: { readonly responseConstraint?: object; readonly signal?: AbortSignal },
  ): ReadableStream<string>;
  /** In tokens, of everything said in this session so far. */
  readonly contextUsage?: number;
  /** In tokens. */
  readonly contextWindow?: number;
  destroy(): void;
}

export interface BrowserModelApi {
  availability(expectation: Expectation): Promise<string>;
  create(options: CreateOptions): Promise<BrowserSession>;
}

/** The browser's `LanguageModel`, or null where it has none. */
export function browserModelApi(found: unknown): BrowserModelApi | null {
  const api = z.custom<BrowserModelApi>(isApi).safeParse(found);
  return api.success ? api.data : null;
}

function isApi(found: unknown): boolean {
  return typeof found === 'function' && 'availability' in found && 'create' in found;
}
