import type { CausalEdge, EdgeKind } from '../../graph/causal-graph';
import { MAX_EDGES } from '../../graph/limits';
import { applyToEdge, applyToNode, type Attribute } from './attributes';
import type { DotEnd, DotStatement } from './dot-statements';
import type { Token } from './dot-tokens';
import type { GraphBuilder } from './graph-builder';
import { stop } from './graph-text';

const MAX_DEFAULTS = 100;

/** How a dialect understands what the grammar leaves open. */
export interface Dialect {
  /** Which edge a sign and its attributes stand for; `reversed` where it points back. */
  edge: (sign: Token, attributes: readonly Attribute[]) => { kind: EdgeKind; reversed: boolean };
  /** Attributes of an edge as applyToEdge knows them. */
  edgeAttributes: (attributes: readonly Attribute[], builder: GraphBuilder) => Attribute[];
  /** Places have y upwards. */
  flipY: boolean;
  /** Said once where the text has groups by themselves. */
  groups: string;
}

type Defaults = Partial<Record<string, Attribute[]>>;

/** Puts statements into the builder. Groups have no meaning of their own: the nodes and edges in them count. */
export function readStatements(
  statements: readonly DotStatement[],
  dialect: Dialect,
  builder: GraphBuilder,
): void {
  read(statements, {}, dialect, builder);
}

/** Gives the ids of the nodes that the statements name. Defaults hold inside the group that sets them. */
function read(
  statements: readonly DotStatement[],
  outer: Defaults,
  dialect: Dialect,
  builder: GraphBuilder,
): Set<string> {
  const defaults: Defaults = { ...outer };
  const named = new Set<string>();
  const addAll = (ids: Iterable<string>): void => {
    for (const id of ids) named.add(id);
  };
  for (const statement of statements) {
    if (statement.type === 'defaults') {
      const { of, attributes } = statement;
      if (of === 'graph') {
        if (attributes.some(({ key }) => key !== 'bb'))
          builder.report('Properties of the whole graph were not read.');
      } else defaults[of] = lastOfEach([...(defaults[of] ?? []), ...attributes]);
    } else if (statement.type === 'node') {
      addAll([statement.id.text]);
      readNode(statement.id, statement.attributes, defaults, dialect, builder);
    } else if (statement.type === 'group') {
      builder.report(dialect.groups);
      addAll(read(statement.statements, defaults, dialect, builder));
    } else {
      const ends = statement.ends.map((end) => idsOf(end, defaults, dialect, builder));
      ends.forEach(addAll);
      const attributes = [...(defaults['edge'] ?? []), ...statement.attributes];
      statement.signs.forEach((sign, at) => {
        connect(ends[at], ends[at + 1], sign, attributes, dialect, builder);
      });
    }
  }
  return named;
}

/** A later default replaces an earlier one of the same name. */
function lastOfEach(attributes: readonly Attribute[]): Attribute[] {
  // Graphviz writes the default label \N, “the name of the node”, into every text.
  const said = attributes.filter(({ key, value }) => key !== 'label' || value !== '\\N');
  const byKey = new Map(said.map((attribute) => [attribute.key, attribute]));
  const first = attributes.at(-1);
  if (first && byKey.size > MAX_DEFAULTS) stop(`At most ${MAX_DEFAULTS} defaults are read.`, first.at);
  return [...byKey.values()];
}

function readNode(
  id: Token,
  attributes: readonly Attribute[],
  defaults: Defaults,
  dialect: Dialect,
  builder: GraphBuilder,
): void {
  const isNew = !builder.has(id.text);
  const node = builder.node(id.text, id.at);
  for (const attribute of [...(isNew ? (defaults['node'] ?? []) : []), ...attributes]) {
    applyToNode(node, attribute, builder, dialect.flipY);
  }
}

function idsOf(end: DotEnd, defaults: Defaults, dialect: Dialect, builder: GraphBuilder): string[] {
  if (end.type === 'group') return [...read(end.statements, defaults, dialect, builder)];
  readNode(end, [], defaults, dialect, builder);
  return [end.text];
}

function connect(
  from: readonly string[],
  to: readonly string[],
  sign: Token,
  attributes: readonly Attribute[],
  dialect: Dialect,
  builder: GraphBuilder,
): void {
  if (from.length * to.length > MAX_EDGES) {
    stop(
      `These groups would be joined by ${from.length * to.length} edges; ${MAX_EDGES} are the most.`,
      sign.at,
    );
  }
  const { kind, reversed } = dialect.edge(sign, attributes);
  const known = dialect.edgeAttributes(attributes, builder);
  for (const one of from) {
    for (const other of to) {
      const edge: CausalEdge | undefined = reversed
        ? builder.edge(kind, other, one, sign.at)
        : builder.edge(kind, one, other, sign.at);
      if (edge) for (const attribute of known) applyToEdge(edge, attribute, builder);
    }
  }
}
