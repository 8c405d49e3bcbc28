import type { ConceptChange } from '../../domain/runs/response';
import type { Intervention } from '../../domain/runs/intervention';
import type { Value, ValueSystem } from '../../domain/values/value-system';
import type { PredictInput } from '../reasoner';

/** What is wanted of one set value in the next response. */
export interface Wanted {
  readonly value: Value;
  /** The target's priority, 1 to 5. */
  readonly priority: number;
  readonly stance: ConceptChange['stance'];
  /** How many concepts; 0 where the value is only to be left out. */
  readonly count: number;
}

/** From this emphasis on a value is spoken for; below, it is played down. */
const FOR_FROM = 2.5;
/** Emphasis from which on a value gets so many concepts: it starts at the target, and a verification raises or lowers it. */
const COUNTS: readonly { readonly from: number; readonly count: number }[] = [
  { from: 5.5, count: 4 },
  { from: 4.5, count: 3 },
  { from: 3.5, count: 2 },
  { from: 0.75, count: 1 },
];

/** The set values in the order of their importance (Σ as priorities): highest target first, then the furthest from it. */
export function wantedValues(
  { target, expression, intervention }: Pick<PredictInput, 'target' | 'expression' | 'intervention'>,
  system: ValueSystem,
): Wanted[] {
  const distance = (id: string) =>
    intervention.deviations.find(({ valueId }) => valueId === id)?.distance ?? 0;
  return system.values
    .flatMap((value): Wanted[] => {
      const priority = target[value.id];
      if (priority === undefined) return [];
      const emphasis = expression.emphasis[value.id] ?? priority;
      const count = COUNTS.find(({ from }) => emphasis >= from)?.count ?? 0;
      return [{ value, priority, stance: emphasis >= FOR_FROM ? 'for' : 'against', count }];
    })
    .sort((a, b) => b.priority - a.priority || distance(b.value.id) - distance(a.value.id));
}

/** A value that is not set has to move this far for the graph to ask for words about it, in priority points. */
const FOLLOWS_FROM = 0.5;

/** What the graph asks of the values that are not set: spoken for where they rise, played down where they fall. */
export function followingStances({ effects }: Intervention): ReadonlyMap<string, ConceptChange['stance']> {
  return new Map(
    effects
      .filter(({ role, change }) => role === 'follows' && Math.abs(change) >= FOLLOWS_FROM)
      .map(({ valueId, change }) => [valueId, change > 0 ? 'for' : 'against']),
  );
}
