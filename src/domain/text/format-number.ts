/** A number with a true minus sign, for instance −0.4. An amount that rounds to zero has no sign. */
export function fixed(number: number, digits = 1): string {
  const text = Math.abs(number).toFixed(digits);
  return number < 0 && Number(text) !== 0 ? `−${text}` : text;
}

/** The same with a sign in front of every amount that does not round to zero, for instance +2.6. */
export function signed(number: number, digits = 1): string {
  const text = fixed(number, digits);
  return number > 0 && Number(text) !== 0 ? `+${text}` : text;
}

/** "1 value", "3 values". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}
