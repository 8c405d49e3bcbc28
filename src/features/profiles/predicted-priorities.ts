import { completeTarget } from '../../domain/scm/completion';
import { onPriorityScale } from '../../domain/scm/priority-points';
import type { ValueGraph } from '../../domain/scm/value-graph';
import type { Profile, Target } from '../../domain/values/profile';
import { scmOf } from '../../pipeline/plan-intervention';

/**
 * What the graph predicts for the values that a profile does not set, starting from the average of the people behind the
 * graph (there is no answer yet). Empty where the profile belongs to another value system than the graph.
 */
export function predictedPriorities(profile: Profile, graph: ValueGraph | null): Target {
  if (!graph || graph.valueSystemId !== profile.valueSystemId) return {};
  const scm = scmOf(graph);
  if (!scm.ok) return {};
  const completed = completeTarget(scm.value, profile.target);
  if (!completed.ok) return {};
  return Object.fromEntries(
    completed.value
      .filter(({ predicted }) => predicted)
      .map(({ valueId, points }) => [valueId, onPriorityScale(points).priority]),
  );
}
