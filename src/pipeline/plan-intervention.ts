import type { ValueScore } from '../domain/runs/attribution';
import type { Intervention } from '../domain/runs/intervention';
import { fail, ok, type Result } from '../domain/result';
import { abduct } from '../domain/scm/abduct';
import { counterfactual } from '../domain/scm/counterfactual';
import { describeRipple } from '../domain/scm/describe-ripple';
import { setAll } from '../domain/scm/intervene';
import { compileScm, type LinearScm } from '../domain/scm/linear-scm';
import type { ValueGraph } from '../domain/scm/value-graph';
import type { Target } from '../domain/values/profile';
import { findValue } from '../domain/values/find-value';
import type { ValueSystem } from '../domain/values/value-system';
import { distance } from './verify';

/** Compiled models by graph: a slider asks for the same one sixty times a second. */
const compiled = new WeakMap<ValueGraph, LinearScm>();

export function scmOf(graph: ValueGraph): Result<LinearScm> {
  const known = compiled.get(graph);
  if (known) return ok(known);
  const scm = compileScm(graph);
  if (!scm.ok) return fail(scm.error.message);
  compiled.set(graph, scm.value);
  return scm;
}

/**
 * Step 3 on the value level: Δ against θ, then abduction from the priorities that the answer shows (values that play no
 * part are completed from the graph), do(V = v) on the values that the target sets, and prediction of the rest.
 * The effects are computed also where Δ ≤ θ keeps the answer, so that a screen can show what would follow.
 */
export function planIntervention(input: {
  graph: ValueGraph;
  valueSystem: ValueSystem;
  scores: readonly ValueScore[];
  target: Target;
  theta: number;
}): Result<Intervention> {
  const { graph, valueSystem, scores, target, theta } = input;
  const gap = distance(scores, target);
  if (!gap.ok) return gap;
  const scm = scmOf(graph);
  if (!scm.ok) return scm;

  const observed: Target = Object.fromEntries(
    scores.flatMap(({ valueId, priority }) => (priority === null ? [] : [[valueId, priority]])),
  );
  const factual = abduct(scm.value, observed);
  if (!factual.ok) return fail(factual.error.message);
  const world = counterfactual(scm.value, factual.value, setAll(target));
  if (!world.ok) return fail(world.error.message);

  const completed = new Set(factual.value.completed);
  const { noise } = factual.value;
  const indexOf = new Map(scm.value.valueIds.map((id, index) => [id, index]));
  const nameOf = (id: string) => findValue(valueSystem, id)?.name ?? id;
  return ok({
    deviations: gap.value.deviations,
    delta: gap.value.delta,
    theta,
    decision: gap.value.delta <= theta ? 'keep' : 'intervene',
    effects: world.value.ripple.map(({ valueId, before, after, change, kind }) => ({
      valueId,
      before,
      observed: !completed.has(valueId),
      noise: noise[indexOf.get(valueId) ?? 0],
      after,
      change,
      role: kind,
    })),
    cut: world.value.ripple.flatMap(({ cut }) => cut.map(({ from, to }) => ({ from, to }))),
    sentence: describeRipple(scm.value, world.value.ripple, nameOf),
  });
}
