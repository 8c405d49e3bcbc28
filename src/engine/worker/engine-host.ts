import type { LoadProgress } from '../loaded-model';
import type { Finish, Usage } from '../language-model';
import type { ChatRequest, ChooseRequest, ModelFacts, ModelToLoad } from './protocol';

export interface ChatListener {
  prefill(done: number, total: number): void;
  /** `text`: what is new; `tokens`: how many were written so far. */
  chunk(text: string, tokens: number): void;
}

/**
 * An engine within its worker. Its methods are called one after the other, `load` first. They reject with whatever the
 * engine throws; when the signal fires they stop as soon as they can, and what they give then is of no interest.
 */
export interface EngineHost {
  load(
    model: ModelToLoad,
    onProgress: (progress: LoadProgress) => void,
    signal: AbortSignal,
  ): Promise<ModelFacts>;
  chat(
    request: Omit<ChatRequest, 'type' | 'id'>,
    listener: ChatListener,
    signal: AbortSignal,
  ): Promise<{ finish: Finish; usage: Usage }>;
  choose(
    request: Omit<ChooseRequest, 'type' | 'id'>,
    signal: AbortSignal,
  ): Promise<{ probabilities: number[]; picked: string; usage: Usage }>;
  unload(): Promise<void>;
}

/** What an engine throws when it can do nothing any more: the page then starts a new worker. */
export class EngineCrash extends Error {
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause));
    this.name = cause instanceof Error ? cause.name : 'Error';
  }
}
