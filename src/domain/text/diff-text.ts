import { diffArrays } from 'diff';
import { alignSentences } from './align-sentences';

/** A stretch of text that both texts have, or that only one has. */
export interface DiffPart {
  kind: 'kept' | 'added' | 'removed';
  text: string;
  /** Where the stretch begins: in `after` for kept and added, in `before` for removed. Characters. */
  start: number;
}

/** Fewer kept words than this between two changes read as noise, not as something kept. */
const KEPT_WORDS_WORTH_SHOWING = 3;

/**
 * What changed from `before` to `after`, for reading: sentences are paired by the words they share, a pair is compared word by
 * word, and a sentence without a partner is removed or added whole. Removed parts stand before the added ones in their place.
 *
 * The kept and added parts in order are `after`; the kept and removed parts in order are `before`; both to the character.
 * Worked: "Wait. Ask her today." and "Act. Ask her doctor today." give removed "Wait. ", added "Act. ", kept "Ask her ",
 * … as whole sentences where fewer than three words in a row would be kept.
 */
export function diffText(before: string, after: string): DiffPart[] {
  const parts = new Parts();
  for (const pair of alignSentences(before, after)) {
    if (pair.before === pair.after) parts.add('kept', pair.before);
    else if (pair.before !== '' && pair.after !== '') diffWords(pair.before, pair.after, parts);
    else parts.add(pair.after === '' ? 'removed' : 'added', pair.before + pair.after);
  }
  return parts.finish();
}

function diffWords(before: string, after: string, parts: Parts): void {
  const runs = diffArrays(words(before), words(after)).map((run) => ({
    kind: run.added ? ('added' as const) : run.removed ? ('removed' as const) : ('kept' as const),
    text: run.value.join(''),
  }));
  runs.forEach((run, at) => {
    const between = at > 0 && at < runs.length - 1;
    if (run.kind === 'kept' && between && wordCount(run.text) < KEPT_WORDS_WORTH_SHOWING) {
      parts.add('removed', run.text);
      parts.add('added', run.text);
    } else {
      parts.add(run.kind, run.text);
    }
  });
}

/** Words, single punctuation marks and stretches of white space; joined they are the text. */
function words(text: string): string[] {
  return text.match(/\s+|[\p{L}\p{N}'’-]+|[^\s\p{L}\p{N}'’-]/gu) ?? [];
}

function wordCount(text: string): number {
  return text.match(/[\p{L}\p{N}'’-]+/gu)?.length ?? 0;
}

/** Collects runs: neighbours of one kind become one part, and within one place removals come before additions. */
class Parts {
  private readonly done: DiffPart[] = [];
  private removed = '';
  private added = '';
  private kept = '';
  private beforeAt = 0;
  private afterAt = 0;

  add(kind: DiffPart['kind'], text: string): void {
    if (kind === 'kept') {
      this.flushChanges();
      this.kept += text;
      return;
    }
    this.flushKept();
    if (kind === 'removed') this.removed += text;
    else this.added += text;
  }

  finish(): DiffPart[] {
    this.flushKept();
    this.flushChanges();
    return this.done;
  }

  private flushKept(): void {
    if (this.kept === '') return;
    this.done.push({ kind: 'kept', text: this.kept, start: this.afterAt });
    this.beforeAt += this.kept.length;
    this.afterAt += this.kept.length;
    this.kept = '';
  }

  private flushChanges(): void {
    if (this.removed !== '') this.done.push({ kind: 'removed', text: this.removed, start: this.beforeAt });
    if (this.added !== '') this.done.push({ kind: 'added', text: this.added, start: this.afterAt });
    this.beforeAt += this.removed.length;
    this.afterAt += this.added.length;
    this.removed = '';
    this.added = '';
  }
}
