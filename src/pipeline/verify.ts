import { delta } from '../domain/metrics/delta';
import { meanAbsoluteError } from '../domain/metrics/mae';
import { spearman } from '../domain/metrics/spearman';
import type { Attribution, ValueScore } from '../domain/runs/attribution';
import type { Deviation } from '../domain/runs/intervention';
import type { Agreement, Verification } from '../domain/runs/verification';
import { fail, ok, type Result } from '../domain/result';
import type { Target } from '../domain/values/profile';

export interface Distance {
  readonly deviations: Deviation[];
  readonly delta: number;
  readonly agreement: Agreement;
}

/** Δ and the agreement figures of one text's scores against a target, over the values that the target sets. */
export function distance(scores: readonly ValueScore[], target: Target): Result<Distance> {
  const measured = delta(scores, target);
  if (!measured.ok) return fail(measured.error);
  const pairs = measured.value.values;
  const { raw, centred } = meanAbsoluteError(pairs);
  const rank = spearman(pairs);
  return ok({
    delta: measured.value.sum,
    deviations: pairs.map((pair) => ({
      valueId: pair.valueId,
      observed: pair.measured,
      target: pair.target,
      distance: Math.abs(pair.difference),
      absent: pair.absent,
    })),
    agreement: {
      maeSum: raw.sum,
      maeMean: raw.mean,
      maeCentredSum: centred?.sum ?? null,
      maeCentredMean: centred?.mean ?? null,
      spearman: rank.rho,
      spearmanReason: rank.reason,
    },
  });
}

/** Step 5: the measured response beside the answer it came from, against the same target and θ. */
export function verify(input: {
  before: Attribution;
  measured: Attribution;
  target: Target;
  theta: number;
}): Result<Verification> {
  const { before, measured, target, theta } = input;
  const now = distance(measured.scores, target);
  if (!now.ok) return now;
  const was = distance(before.scores, target);
  if (!was.ok) return was;
  return ok({
    measured,
    ...now.value,
    theta,
    passed: now.value.delta <= theta,
    before: { delta: was.value.delta, agreement: was.value.agreement },
  });
}
