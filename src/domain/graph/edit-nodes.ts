import { ok, type Result } from '../result';
import { scmFail, type ScmError } from '../scm/scm-error';
import { type CausalGraph, type CausalNode, type Mark, MARKS } from './causal-graph';
import { nameSchema } from './graph-text-schema';
import { MAX_NAME_LENGTH, MAX_NODES } from './limits';

/** An edit gives a new graph, one revision later, or the reason in words. The old graph is not touched: undo keeps it. */
export type Edited = Result<CausalGraph, ScmError>;

export const nextRevision = (graph: CausalGraph, change: Partial<CausalGraph>): CausalGraph => ({
  ...graph,
  ...change,
  revision: graph.revision + 1,
});

export function noNode(graph: CausalGraph, id: string): { ok: false; error: ScmError } | undefined {
  return graph.nodes.some((node) => node.id === id)
    ? undefined
    : scmFail(`The graph “${graph.name}” has no node “${id}”.`, [id]);
}

export type NewNode = Pick<CausalNode, 'id'> & Partial<Omit<CausalNode, 'id'>>;

/** Errors: the id is taken, empty, too long or has a line break; the graph is full. */
export function addNode(graph: CausalGraph, node: NewNode): Edited {
  if (graph.nodes.length >= MAX_NODES) {
    return scmFail(`A graph holds at most ${MAX_NODES} nodes. Remove one first.`);
  }
  const refused = refuseId(graph, node.id);
  if (refused) return refused;
  return ok(nextRevision(graph, { nodes: [...graph.nodes, { label: node.id, marks: [], ...node }] }));
}

/** Gives a node another id, in its edges, in the knowledge and in Σ too. A label that was the same follows. */
export function renameNode(graph: CausalGraph, id: string, newId: string): Edited {
  const missing = noNode(graph, id);
  if (missing) return missing;
  if (id === newId) return ok(graph);
  const refused = refuseId(graph, newId);
  if (refused) return refused;
  const rename = (end: string): string => (end === id ? newId : end);
  const renameEnds = <T extends { from: string; to: string }>(edge: T): T => ({
    ...edge,
    from: rename(edge.from),
    to: rename(edge.to),
  });
  return ok(
    nextRevision(graph, {
      nodes: graph.nodes.map((node) =>
        node.id === id ? { ...node, id: newId, label: node.label === id ? newId : node.label } : node,
      ),
      edges: graph.edges.map(renameEnds),
      knowledge: {
        forbidden: graph.knowledge.forbidden.map(renameEnds),
        required: graph.knowledge.required.map(renameEnds),
      },
      ...(graph.covariance && {
        covariance: { ...graph.covariance, of: graph.covariance.of.map(rename) },
      }),
    }),
  );
}

/** Removes a node with its edges, what is known about them, and its row and column of Σ. */
export function removeNode(graph: CausalGraph, id: string): Edited {
  const missing = noNode(graph, id);
  if (missing) return missing;
  const elsewhere = (edge: { from: string; to: string }): boolean => edge.from !== id && edge.to !== id;
  const keeps = graph.covariance?.of.map((other) => other !== id) ?? [];
  return ok(
    nextRevision(graph, {
      nodes: graph.nodes.filter((node) => node.id !== id),
      edges: graph.edges.filter(elsewhere),
      knowledge: {
        forbidden: graph.knowledge.forbidden.filter(elsewhere),
        required: graph.knowledge.required.filter(elsewhere),
      },
      ...(graph.covariance && {
        covariance: {
          of: graph.covariance.of.filter((_, at) => keeps[at]),
          matrix: graph.covariance.matrix
            .filter((_, at) => keeps[at])
            .map((row) => row.filter((_, at) => keeps[at])),
        },
      }),
    }),
  );
}

/** Pixels are kept to a thousandth, which is what DAGitty's text keeps. Errors: a coordinate that is not finite. */
export function moveNode(graph: CausalGraph, id: string, position: { x: number; y: number }): Edited {
  if (!Number.isFinite(position.x) || !Number.isFinite(position.y)) {
    return scmFail(`“${id}” can't be moved to a place that is no number.`, [id]);
  }
  const rounded = (pixels: number): number => Math.round(pixels * 1000) / 1000 + 0;
  return changeNode(graph, id, { position: { x: rounded(position.x), y: rounded(position.y) } });
}

/** Errors: an empty label or one with a line break. */
export function relabelNode(graph: CausalGraph, id: string, label: string): Edited {
  return nameSchema.safeParse(label).success
    ? changeNode(graph, id, { label })
    : scmFail(`“${label}” can't be a label: it needs 1 to ${MAX_NAME_LENGTH} characters on one line.`, [id]);
}

/** Mean in points and noise variance in squared points. Errors: not finite, a negative variance. */
export function setNodeNumbers(
  graph: CausalGraph,
  id: string,
  numbers: { mean?: number; noiseVariance?: number },
): Edited {
  const { mean = 0, noiseVariance = 0 } = numbers;
  if (!Number.isFinite(mean)) return scmFail(`The mean of “${id}” must be a number.`, [id]);
  if (!Number.isFinite(noiseVariance) || noiseVariance < 0) {
    return scmFail(`The noise variance of “${id}” must be 0 or more.`, [id]);
  }
  return changeNode(graph, id, numbers);
}

/** Adds or takes away one mark. A mark is kept once and in the order of MARKS. */
export function setMark(graph: CausalGraph, id: string, mark: Mark, on: boolean): Edited {
  const has = graph.nodes.find((node) => node.id === id)?.marks ?? [];
  return changeNode(graph, id, {
    marks: MARKS.filter((other) => (other === mark ? on : has.includes(other))),
  });
}

function changeNode(graph: CausalGraph, id: string, change: Partial<CausalNode>): Edited {
  const missing = noNode(graph, id);
  if (missing) return missing;
  return ok(
    nextRevision(graph, {
      nodes: graph.nodes.map((node) => (node.id === id ? { ...node, ...change } : node)),
    }),
  );
}

function refuseId(graph: CausalGraph, id: string): { ok: false; error: ScmError } | undefined {
  if (!nameSchema.safeParse(id).success) {
    return scmFail(
      `“${id}” can't be the name of a node: it needs 1 to ${MAX_NAME_LENGTH} characters on one line, without spaces at its ends.`,
    );
  }
  return graph.nodes.some((node) => node.id === id)
    ? scmFail(`There is already a node “${id}”. Choose another name.`, [id])
    : undefined;
}
