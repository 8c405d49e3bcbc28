import { z } from 'zod';
import { type CausalGraph, causalGraphSchema } from './causal-graph';

/** Earlier versions kept of one graph; with more the oldest goes. */
export const MAX_VERSIONS = 100;
/** Longest name of a saved graph, in characters. */
export const GRAPH_NAME_MAX = 120;

export const graphVersionSchema = z.object({
  /** Milliseconds since the epoch. */
  savedAt: z.number(),
  graph: causalGraphSchema,
});
export type GraphVersion = z.infer<typeof graphVersionSchema>;

/** A graph that a person keeps. Its graph has the record's id and name, so that a saved graph on the table knows its record. */
export const savedGraphSchema = z.object({
  kind: z.literal('saved-graph'),
  version: z.literal(1),
  id: z.string().min(1),
  name: z.string().min(1),
  savedAt: z.number(),
  graph: causalGraphSchema,
  /** What it was before, oldest first; `graph` itself is not among them. */
  versions: z.array(graphVersionSchema).max(MAX_VERSIONS),
});
export type SavedGraph = z.infer<typeof savedGraphSchema>;

/** A graph as a record of its own, with an id and a name that are the graph's too. */
export function newSavedGraph(graph: CausalGraph, id: string, name: string, savedAt: number): SavedGraph {
  return {
    kind: 'saved-graph',
    version: 1,
    id,
    name,
    savedAt,
    graph: { ...graph, id, name },
    versions: [],
  };
}

/**
 * The record with a newer graph; what it held becomes the newest of its versions. Saving a graph of the same content adds none.
 * Worked: a record at 10 o'clock, saved again at 11 and 12, holds the graph of 12 and the versions of 10 and 11.
 */
export function withVersion(saved: SavedGraph, graph: CausalGraph, savedAt: number): SavedGraph {
  const { id, name } = saved;
  const next = { ...graph, id, name };
  if (JSON.stringify(next) === JSON.stringify(saved.graph)) return saved;
  const before: GraphVersion = { savedAt: saved.savedAt, graph: saved.graph };
  return { ...saved, savedAt, graph: next, versions: [...saved.versions, before].slice(-MAX_VERSIONS) };
}

export function renamed(saved: SavedGraph, name: string): SavedGraph {
  return { ...saved, name, graph: { ...saved.graph, name } };
}
