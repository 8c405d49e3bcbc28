/**
 * Names of columns that tell them apart: an own dial has none and is "Own profile"; what comes twice is numbered.
 * Worked: [null, 'Flat', null] gives "Own profile", "Flat", "Own profile 2".
 */
export function columnNames(profileNames: readonly (string | null)[]): string[] {
  const seen = new Map<string, number>();
  return profileNames.map((given) => {
    const name = given ?? 'Own profile';
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} ${times}`;
  });
}
