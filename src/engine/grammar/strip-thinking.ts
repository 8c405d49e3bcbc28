const CLOSED_THOUGHT = /^\s*<think>[\s\S]*?<\/think>\s*/;
const OPEN = '<think>';

/**
 * A reply without the chain of thought at its head; WebLLM puts an empty one there where thinking is switched off. Empty
 * while the thought is still open, or may be about to open, so a reply can be shown while it is being written.
 */
export function stripThinking(text: string): string {
  const head = text.trimStart();
  // White space alone may come before a thought too, and is taken off with it.
  if (head.startsWith(OPEN) ? !head.includes('</think>') : OPEN.startsWith(head)) return '';
  return text.replace(CLOSED_THOUGHT, '');
}
