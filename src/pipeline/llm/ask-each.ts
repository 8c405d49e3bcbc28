import type { Message } from '../../engine/language-model';

/** What a model said, to be handed back byte for byte where the conversation goes on. */
export interface Said<T> {
  readonly value: T;
  /** The conversation after the visit, replies included. */
  readonly messages: readonly Message[];
}

/**
 * The same question about each of several things. Apart, each is asked in a conversation of its own, so that one rating
 * does not colour the next; together, all are asked in one conversation that only grows at its end, in which the model
 * sees what it said before and engines compute nothing twice.
 */
export async function askEach<I, T>(
  items: readonly I[],
  together: boolean,
  say: { readonly first: (item: I) => Message; readonly next: (item: I) => Message },
  visit: (messages: readonly Message[], item: I, left: number) => Promise<Said<T>>,
): Promise<T[]> {
  const values: T[] = [];
  let before: readonly Message[] = [];
  for (const [at, item] of items.entries()) {
    const messages = before.length === 0 ? [say.first(item)] : [...before, say.next(item)];
    const said = await visit(messages, item, items.length - 1 - at);
    values.push(said.value);
    if (together) before = said.messages;
  }
  return values;
}

export const reply = (content: string): Message => ({ role: 'assistant', content });
export const user = (content: string): Message => ({ role: 'user', content });
