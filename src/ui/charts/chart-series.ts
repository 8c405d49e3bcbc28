import type { Target } from '../../domain/values/profile';
import type { Value } from '../../domain/values/value-system';

/** The three marks that return in every chart: target = bar, before = hollow, now = filled. */
export type MarkKind = 'target' | 'before' | 'now';

/** One profile in a chart: priorities by value id; a missing value is a gap, not a zero. */
export interface ChartSeries {
  kind: MarkKind;
  label: string;
  values: Target;
}

/** One value of a before and after chart. null: plays no part, or has no target. */
export interface DumbbellRow {
  value: Value;
  before: number | null;
  now: number | null;
  target: number | null;
}
