import type { CausalGraph, Provenance } from './causal-graph';

export interface NewGraph {
  id: string;
  name: string;
  valueSystemId?: string | undefined;
  provenance?: Provenance | undefined;
}

const DRAWN: Provenance = {
  source: 'drawn by hand',
  licence: 'your own',
  method: 'drawn, not learned from data',
  limits: 'It holds what the person who drew it assumed. Nothing in it was measured.',
};

/** A graph without nodes. */
export function newGraph({ id, name, valueSystemId, provenance = DRAWN }: NewGraph): CausalGraph {
  return {
    kind: 'causal-graph',
    version: 1,
    id,
    name,
    ...(valueSystemId === undefined ? {} : { valueSystemId }),
    revision: 0,
    nodes: [],
    edges: [],
    knowledge: { forbidden: [], required: [] },
    provenance,
  };
}
