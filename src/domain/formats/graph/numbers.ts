/** The longest that plainDecimal writes, with room. */
const LONGEST = 400;

/** A finite number as people write it, or undefined: no hexadecimal, no words. Worked: " -0.50 " is −0.5; "1e999" is none. */
export function readNumber(text: string): number | undefined {
  const trimmed = text.length > LONGEST ? '' : text.trim();
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(trimmed)) return undefined;
  const number = Number(trimmed);
  return Number.isFinite(number) ? number + 0 : undefined;
}

/** Exactly two numbers with a comma between: a place or an interval. */
export function readPair(text: string): [number, number] | undefined {
  const parts = text.split(',', 3).map(readNumber);
  const [one, other] = parts;
  return parts.length === 2 && one !== undefined && other !== undefined ? [one, other] : undefined;
}

/** The number without an exponent, which DAGitty does not read in places. Worked: 1e-7 is 0.0000001. Reads back exactly. */
export function plainDecimal(number: number): string {
  const text = String(number);
  const match = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (!match) return text;
  const [, sign, whole, fraction = '', exponent] = match;
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return point >= digits.length
    ? sign + digits + '0'.repeat(point - digits.length)
    : `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}
