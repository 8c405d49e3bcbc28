/** A half-open character range of a text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * The sentences of a text as ranges without surrounding white space. A sentence ends at `.`, `!`, `?` or `…`
 * (with closing quotes or brackets) before white space, or at a line break. A full stop after a single capital or
 * a common abbreviation does not end one.
 * For instance "Stop. Ask Dr. Lee first!" gives "Stop." and "Ask Dr. Lee first!".
 */
export function sentenceSpans(text: string): Span[] {
  const spans: Span[] = [];
  const boundary = /[.!?…]+["'”’)\]]*(?=\s|$)|\n+/g;
  let start = 0;
  for (const match of text.matchAll(boundary)) {
    const end = match.index + match[0].length;
    if (match[0].startsWith('.') && ABBREVIATION.test(text.slice(start, end))) continue;
    pushTrimmed(spans, text, start, end);
    start = end;
  }
  pushTrimmed(spans, text, start, text.length);
  return spans;
}

const ABBREVIATION = /(?:^|[\s(])(?:[A-Z]|Dr|Mr|Mrs|Ms|St|Prof|e\.g|i\.e|etc|vs|approx|No)\.$/;

function pushTrimmed(spans: Span[], text: string, from: number, to: number): void {
  let start = from;
  let end = to;
  while (start < end && /\s/.test(text[start])) start += 1;
  while (end > start && /\s/.test(text[end - 1])) end -= 1;
  if (end > start) spans.push({ start, end });
}
