import type { StyleSketch } from '../runs/attribution';
import { sentenceSpans } from './sentences';

const FORMAL = /\b(?:therefore|moreover|furthermore|hence|whereas|consequently|nevertheless|thus)\b/i;

/**
 * ε2, the part of a text that is not its values, as far as a rewrite has to keep it: length in words and sentences,
 * the grammatical person it speaks in, and its register (COUPLE, section 3.1: the exogenous term of the response).
 */
export function styleSketch(text: string): StyleSketch {
  const words = text.match(/[\p{L}\p{N}’'-]+/gu) ?? [];
  const lower = words.map((word) => word.toLowerCase());
  const count = (...forms: string[]) => lower.filter((word) => forms.includes(word)).length;
  const first = count('i', 'me', 'my', 'mine', 'we', 'us', 'our');
  const second = count('you', 'your', 'yours');
  return {
    words: words.length,
    sentences: sentenceSpans(text).length,
    person: first > 0 && first >= second ? 'first' : second > 0 ? 'second' : 'third',
    register: FORMAL.test(text) ? 'formal' : 'plain',
  };
}
