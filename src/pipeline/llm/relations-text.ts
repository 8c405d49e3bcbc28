import type { Intervention } from '../../domain/runs/intervention';
import type { RunConfig } from '../../domain/runs/step-event';
import { relationsOf, type Relation } from '../../domain/scm/relations';
import type { ValueGraph } from '../../domain/scm/value-graph';
import { signed } from '../../domain/text/format-number';
import { findValue } from '../../domain/values/find-value';
import type { ValueId, ValueSystem } from '../../domain/values/value-system';
import { followingStances } from './wanted-values';

/** Most related values that words name for one value: the strongest. */
const NAMED_MAX = 2;

/**
 * G as a language model reads it, about the set values alone, and what the graph says follows from them; the same relations
 * in words, or as numbers, or nothing. Ends with a line break where it says anything.
 * For instance "Security goes with Conformity, against Stimulation. With it Conformity matters more, Stimulation less.".
 */
export function relationsText(
  form: RunConfig['relations'],
  graph: ValueGraph,
  system: ValueSystem,
  set: readonly ValueId[],
  intervention: Intervention,
): string {
  if (form === 'none') return '';
  const nameOf = (id: ValueId) => findValue(system, id)?.name ?? id;
  const relations = relationsOf(graph);
  const rows = set.map((id) => {
    const related = relations.flatMap((relation) => seenFrom(id, relation)).sort(byStrength);
    return form === 'words' ? inWords(nameOf(id), related, nameOf) : inNumbers(nameOf(id), related, nameOf);
  });
  const follows =
    form === 'words' ? followingWords(intervention, nameOf) : followingNumbers(intervention, nameOf);
  const text = [...rows, follows].filter((part) => part !== '').join(form === 'words' ? ' ' : '\n');
  return text === '' ? '' : `${text}\n`;
}

interface Related {
  readonly id: ValueId;
  readonly kind: Relation['kind'];
  readonly correlation: number;
}

const byStrength = (a: Related, b: Related) => Math.abs(b.correlation) - Math.abs(a.correlation);

function seenFrom(id: ValueId, { a, b, kind, correlation }: Relation): Related[] {
  if (correlation === null || (a !== id && b !== id)) return [];
  return [{ id: a === id ? b : a, kind, correlation }];
}

function inWords(name: string, related: readonly Related[], nameOf: (id: ValueId) => string): string {
  const list = (kind: Relation['kind']) =>
    related
      .filter((each) => each.kind === kind)
      .slice(0, NAMED_MAX)
      .map(({ id }) => nameOf(id))
      .join(' and ');
  const [together, apart] = [list('consistent'), list('opposing')];
  const parts = [together && `goes with ${together}`, apart && `against ${apart}`].filter(Boolean);
  return parts.length === 0 ? '' : `${name} ${together ? '' : 'goes '}${parts.join(', ')}.`;
}

function inNumbers(name: string, related: readonly Related[], nameOf: (id: ValueId) => string): string {
  return `${name}: ${related.map(({ id, correlation }) => `${nameOf(id)} ${signed(correlation, 2)}`).join(', ')}`;
}

function followingWords(intervention: Intervention, nameOf: (id: ValueId) => string): string {
  const stances = [...followingStances(intervention)];
  const list = (stance: string) =>
    stances.flatMap(([id, each]) => (each === stance ? [nameOf(id)] : [])).join(' and ');
  const [more, less] = [list('for'), list('against')];
  const parts = [more && `more important: ${more}`, less && `less important: ${less}`].filter(Boolean);
  return parts.length === 0 ? '' : `Then also ${parts.join('; ')}.`;
}

function followingNumbers({ effects }: Intervention, nameOf: (id: ValueId) => string): string {
  const moved = effects.filter(({ role }) => role === 'follows');
  if (moved.length === 0) return '';
  return `Follows: ${moved.map(({ valueId, change }) => `${nameOf(valueId)} ${signed(change, 2)}`).join(', ')}`;
}
