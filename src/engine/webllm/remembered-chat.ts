import type { Message } from '../language-model';

/** A request as web-llm gets it. */
export interface Prepared {
  readonly messages: readonly Message[];
  /** Whether it goes on with the chat that is in the engine's memory, so that only its last message is computed. */
  readonly continues: boolean;
}

/**
 * The chat that is in web-llm's memory. It goes on with it only if a request repeats it byte for byte: the caller's
 * messages as they were written for it, and the replies as the model wrote them, with the thought that the caller never
 * saw. So both are kept here.
 */
export class RememberedChat {
  /** As the caller knows it. */
  #known: readonly Message[] = [];
  /** As the engine knows it. */
  #sent: readonly Message[] = [];

  constructor(private readonly write: (message: Message) => string) {}

  prepare(messages: readonly Message[]): Prepared {
    const before = messages.slice(0, -1);
    const continues = this.#known.length > 0 && sameMessages(before, this.#known);
    const news = continues ? messages.slice(this.#known.length) : messages;
    const written = news.map((message) => ({ ...message, content: this.write(message) }));
    return { messages: continues ? [...this.#sent, ...written] : written, continues };
  }

  /** After a reply that ended by itself. `raw`: as the model wrote it; `shown`: as the caller got it. */
  keep(messages: readonly Message[], prepared: Prepared, raw: string, shown: string): void {
    this.#known = [...messages, { role: 'assistant', content: shown }];
    this.#sent = [...prepared.messages, { role: 'assistant', content: raw }];
  }

  /** After a reply that was cut off, which web-llm does not go on from. */
  forget(): void {
    this.#known = [];
    this.#sent = [];
  }
}

function sameMessages(some: readonly Message[], others: readonly Message[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ role, content }, at) => role === others[at]?.role && content === others[at].content)
  );
}
