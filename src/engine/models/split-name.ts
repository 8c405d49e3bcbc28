/** A GGUF in parts carries its place in its name: `model-00002-of-00003.gguf`. */
const SPLIT = /^(.*)-(\d{5})-of-(\d{5})\.gguf$/i;

export interface SplitName {
  readonly stem: string;
  /** From 1. */
  readonly part: number;
  readonly of: number;
}

export function readSplitName(name: string): SplitName | null {
  const [, stem, part, of] = SPLIT.exec(name) ?? [];
  return stem === undefined ? null : { stem, part: Number(part), of: Number(of) };
}

/** The names of all parts, in order. */
export function partNames({ stem, of }: SplitName): string[] {
  const digits = (part: number): string => String(part).padStart(5, '0');
  return Array.from({ length: of }, (_, at) => `${stem}-${digits(at + 1)}-of-${digits(of)}.gguf`);
}
