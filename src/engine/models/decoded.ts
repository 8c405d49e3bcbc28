/** A piece of an address as a person reads it; one whose escapes are broken stays as it is. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
