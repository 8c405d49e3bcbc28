import { stripThinking } from '../grammar';

/** Takes the chain of thought off the head of a reply that comes in pieces. */
export class ThinkingFilter {
  #raw = '';
  #shown = '';

  /** What the model wrote, with its thought. */
  get raw(): string {
    return this.#raw;
  }

  /** What was given out of it. */
  get shown(): string {
    return this.#shown;
  }

  /** What can be shown now that this piece is here. */
  push(piece: string): string {
    this.#raw += piece;
    const visible = stripThinking(this.#raw);
    // While a thought may be about to open, less is visible than was before.
    if (visible.length <= this.#shown.length) return '';
    const news = visible.slice(this.#shown.length);
    this.#shown = visible;
    return news;
  }
}
