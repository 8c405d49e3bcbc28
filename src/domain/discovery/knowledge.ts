import { ok, type Result } from '../result';
import { type Arrow, topologicalOrder } from '../scm/topological-order';
import { type DiscoveryError, discoveryFail, quoteNames } from './discovery-error';
import { isJoined, type Pdag, setArrow } from './pdag';

/** What a person knows before looking at the data. */
export interface Knowledge {
  /** Arrows that are there. */
  required?: readonly Arrow[];
  /** Arrows that are not. Forbidden both ways, two columns are never joined. */
  forbidden?: readonly Arrow[];
  /** Earlier columns first: no arrow runs from a later tier to an earlier one. Columns without a tier are free. */
  tiers?: readonly (readonly string[])[];
}

/** The same by position: entry i · size + j is 1 where i → j is required, or forbidden. */
export interface CompiledKnowledge {
  readonly size: number;
  readonly required: Uint8Array;
  readonly forbidden: Uint8Array;
  /** Number of the tier, −1 without one. */
  readonly tier: Int32Array;
}

/**
 * Worked: tiers [[age], [security]] forbid security → age. required age → power forbids power → age.
 * Errors: unknown columns, a column in two tiers, an arrow both required and forbidden, required arrows in a circle.
 */
export function compileKnowledge(
  columns: readonly string[],
  { required = [], forbidden = [], tiers = [] }: Knowledge = {},
): Result<CompiledKnowledge, DiscoveryError> {
  const size = columns.length;
  const index = new Map(columns.map((name, at) => [name, at]));
  const named = [...required, ...forbidden].flatMap(({ from, to }) => [from, to]);
  const unknown = [...new Set([...named, ...tiers.flat()])].filter((name) => !index.has(name));
  if (unknown.length > 0) {
    return discoveryFail(`The knowledge names ${quoteNames(unknown)}, which the data don't have.`, unknown);
  }
  const place = ({ from, to }: Arrow): number => (index.get(from) ?? 0) * size + (index.get(to) ?? 0);
  const compiled: CompiledKnowledge = {
    size,
    required: new Uint8Array(size * size),
    forbidden: new Uint8Array(size * size),
    tier: new Int32Array(size).fill(-1),
  };
  for (const [number, tier] of tiers.entries()) {
    for (const name of tier) {
      const at = index.get(name) ?? 0;
      if (compiled.tier[at] >= 0) return discoveryFail(`“${name}” stands in two tiers.`, [name]);
      compiled.tier[at] = number;
    }
  }
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      if (compiled.tier[j] >= 0 && compiled.tier[i] > compiled.tier[j]) compiled.forbidden[i * size + j] = 1;
    }
  }
  for (const arrow of forbidden) compiled.forbidden[place(arrow)] = 1;
  for (const arrow of required) {
    const { from, to } = arrow;
    if (compiled.forbidden[place(arrow)] === 1) {
      return discoveryFail(`The arrow “${from}” → “${to}” is required and forbidden. Drop one of the two.`, [
        from,
        to,
      ]);
    }
  }
  const acyclic = topologicalOrder(columns, required, 'knowledge');
  if (!acyclic.ok) {
    return discoveryFail(`Required arrows: ${acyclic.error.message}`, acyclic.error.values);
  }
  for (const arrow of required) {
    compiled.required[place(arrow)] = 1;
    compiled.forbidden[place({ from: arrow.to, to: arrow.from })] = 1;
  }
  return ok(compiled);
}

export const isForbiddenPair = ({ size, forbidden }: CompiledKnowledge, i: number, j: number): boolean =>
  forbidden[i * size + j] === 1 && forbidden[j * size + i] === 1;

export const isRequiredPair = ({ size, required }: CompiledKnowledge, i: number, j: number): boolean =>
  required[i * size + j] === 1 || required[j * size + i] === 1;

/** Whether knowledge alone directs i → j, once the two are joined. */
export const isKnownArrow = ({ size, forbidden }: CompiledKnowledge, i: number, j: number): boolean =>
  forbidden[j * size + i] === 1 && forbidden[i * size + j] === 0;

/** Directs the edges of a graph that knowledge directs. */
export function orientKnown(pdag: Pdag, knowledge: CompiledKnowledge): void {
  for (let i = 0; i < pdag.size; i++) {
    for (let j = 0; j < pdag.size; j++) {
      if (i !== j && isJoined(pdag, i, j) && isKnownArrow(knowledge, i, j)) setArrow(pdag, i, j);
    }
  }
}
