import { z } from 'zod';
import { type CausalGraph, causalGraphSchema } from '../../graph/causal-graph';
import { checkCausalGraph } from '../../graph/check-causal-graph';
import { fromValueGraph } from '../../graph/convert-value-graph';
import { valueGraphSchema } from '../../scm/value-graph';
import { type ReadGraph, readText, stop, type GraphTextError } from './graph-text';
import { jsonPlaces } from './json-places';
import type { Result } from '../../result';

const eitherSchema = z.discriminatedUnion('kind', [causalGraphSchema, valueGraphSchema]);

/**
 * A graph in the product's own JSON: a `causal-graph`, complete, or a `value-graph` as shipped. The only format that keeps
 * everything: id, name, revision, knowledge, Σ and provenance come from the text.
 * Errors: at the first mistake of the JSON, the first field of another shape, or the node or edge that makes it no graph.
 */
export function readGraphJson(text: string): Result<ReadGraph, GraphTextError> {
  return readText(text, (clean) => {
    const places = jsonPlaces(clean);
    const data: unknown = JSON.parse(clean);
    const parsed = eitherSchema.safeParse(data);
    if (!parsed.success) {
      const [{ path, message }] = parsed.error.issues;
      const where = path.length === 0 ? 'The graph' : `“${path.join('.')}”`;
      stop(
        `${where}: ${message}. Needed is a JSON of kind "causal-graph" or "value-graph", version 1.`,
        placeIn(places, path),
      );
    }
    const graph = parsed.data.kind === 'causal-graph' ? parsed.data : fromValueGraph(parsed.data);
    const checked = checkCausalGraph(graph);
    if (!checked.ok) stop(checked.error.message, placeOfValues(graph, checked.error.values, places));
    return { graph, report: [] };
  });
}

/** readGraphJson gives the same graph back. */
export function printGraphJson(graph: CausalGraph): string {
  return `${JSON.stringify(graph, null, 2)}\n`;
}

/** Where a path stands; for a field that is missing, the object that lacks it. */
function placeIn(places: ReadonlyMap<string, number>, path: readonly PropertyKey[]): number {
  for (let length = path.length; length >= 0; length--) {
    const at = places.get(JSON.stringify(path.slice(0, length)));
    if (at !== undefined) return at;
  }
  return 0;
}

/** The last edge between the nodes that an error names, else the last node of them. */
function placeOfValues(
  { nodes, edges }: CausalGraph,
  values: readonly string[],
  places: ReadonlyMap<string, number>,
): number {
  const named = new Set(values);
  const edge = edges.findLastIndex(({ from, to }) => named.has(from) && named.has(to));
  if (edge !== -1) return placeIn(places, ['edges', edge]);
  const loose = edges.findLastIndex(({ from, to }) => named.has(from) || named.has(to));
  if (loose !== -1) return placeIn(places, ['edges', loose]);
  const node = nodes.findLastIndex(({ id }) => named.has(id));
  return node === -1 ? 0 : placeIn(places, ['nodes', node]);
}
