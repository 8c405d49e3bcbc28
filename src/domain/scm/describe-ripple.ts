import type { ValueId } from '../values/value-system';
import type { RippleStep } from './counterfactual';
import type { LinearScm } from './linear-scm';

/** Changes below this round to 0.0 and are not told. Priority points. */
const WORTH_TELLING = 0.05;
const NAMED_AT_MOST = 4;
const CAUSES_NAMED_AT_MOST = 3;

/**
 * A ripple in one sentence: what was acted on, what it raises and lowers (largest first, four named at most), and through how
 * many directed paths the named values are reached. Of several causes the three that were changed most are named.
 *
 * Worked: "Security +2.6 raises Conformity by 1.1 and lowers Stimulation by 0.4, through 2 paths."
 * `nameOf` gives the name to print for a value id.
 */
export function describeRipple(
  scm: LinearScm,
  ripple: readonly RippleStep[],
  nameOf: (id: ValueId) => string,
): string {
  const acted = ripple.filter((step) => step.kind === 'set');
  if (acted.length === 0) return 'Nothing is set, so nothing changes.';
  const moved = ripple
    .filter((step) => step.kind === 'follows' && Math.abs(step.change) >= WORTH_TELLING)
    .sort((one, other) => Math.abs(other.change) - Math.abs(one.change));
  const named = moved.slice(0, NAMED_AT_MOST);
  const many = acted.length > 1;
  const subject = describeCauses(acted, nameOf);
  if (named.length === 0) return `${subject} ${many ? 'change' : 'changes'} no other value.`;

  const clause = (verb: string, steps: readonly RippleStep[]): string =>
    `${verb}${many ? '' : 's'} ${list(steps.map((step) => `${nameOf(step.valueId)} by ${Math.abs(step.change).toFixed(1)}`))}`;
  const raised = named.filter((step) => step.change > 0);
  const lowered = named.filter((step) => step.change < 0);
  const clauses = [
    ...(raised.length > 0 ? [clause('raise', raised)] : []),
    ...(lowered.length > 0 ? [clause('lower', lowered)] : []),
  ];
  const rest = moved.length - named.length;
  const more = rest > 0 ? `; ${rest} more ${rest === 1 ? 'value moves' : 'values move'} less` : '';
  const paths = countPaths(scm, ripple, named);
  return `${subject} ${clauses.join(' and ')}, through ${paths} ${paths === 1 ? 'path' : 'paths'}${more}.`;
}

function describeCauses(acted: readonly RippleStep[], nameOf: (id: ValueId) => string): string {
  const strongest = [...acted].sort((one, other) => Math.abs(other.change) - Math.abs(one.change));
  const told = strongest
    .slice(0, CAUSES_NAMED_AT_MOST)
    .map((step) => `${nameOf(step.valueId)} ${signed(step.change)}`);
  const rest = acted.length - told.length;
  return list(rest > 0 ? [...told, `${rest} more`] : told);
}

/** Directed paths from acted-on values to the named ones, without the arrows that the action cut. */
function countPaths(scm: LinearScm, ripple: readonly RippleStep[], named: readonly RippleStep[]): number {
  const into = new Map<ValueId, number>();
  const startsHere = new Set(ripple.filter((step) => step.kind === 'set').map((step) => step.valueId));
  for (const step of ripple) {
    const cut = new Set(step.cut);
    const edges = scm.edgesInto[scm.index.get(step.valueId) ?? -1] ?? [];
    let paths = 0;
    for (const edge of edges) {
      if (!cut.has(edge)) paths += (into.get(edge.from) ?? 0) + (startsHere.has(edge.from) ? 1 : 0);
    }
    into.set(step.valueId, paths);
  }
  return named.reduce((sum, step) => sum + (into.get(step.valueId) ?? 0), 0);
}

/** +2.6, −1.0, ±0.0: one decimal, with the minus sign that is as wide as the plus. */
function signed(change: number): string {
  const size = Math.abs(change).toFixed(1);
  if (size === '0.0') return '±0.0';
  return `${change > 0 ? '+' : '−'}${size}`;
}

function list(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} and ${parts[parts.length - 1]}`;
}
