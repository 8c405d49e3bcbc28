/** What XGrammar's EBNF and llama.cpp's GBNF both read: quoted text, classes, groups, `|`, `?`, `*`, `+`; one rule a line. */

/** Text as it stands. Line breaks and control characters are escaped the way that both notations know. */
export function literal(text: string): string {
  const escaped = text
    .replaceAll('\\', String.raw`\\`)
    .replaceAll('"', String.raw`\"`)
    .replace(/[\p{Cc}\u2028\u2029]/gu, (character) => {
      return String.raw`\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
    });
  return `"${escaped}"`;
}

export function group(body: string): string {
  return `(${body})`;
}

export function oneOf(options: readonly string[]): string {
  return options.length === 1 ? options.join('') : group(options.join(' | '));
}

/**
 * Up to `most` of `part`, one nested in the other: `(p (p)?)?`. Unlike `p? p?` it is never ambiguous, and unlike
 * `{0,2}` every version of XGrammar reads it. The state after each one is the same rule, so that the table of allowed
 * tokens is computed once: bounding ten words costs what bounding two does.
 */
export function optionalRun(part: string, most: number): string {
  let run = '';
  for (let count = 0; count < most; count += 1) run = run === '' ? `${part}?` : `(${part} ${run})?`;
  return run;
}
