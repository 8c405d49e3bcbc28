import type { CausalGraph } from '../domain/graph/causal-graph';
import { type Converted, toComputable } from '../domain/graph/convert-value-graph';
import { type EdgeRef, edgeKey } from '../domain/graph/edge-key';
import type { Edited } from '../domain/graph/edit-nodes';
import { problemInLabels } from '../domain/graph/problem-in-labels';
import type { Result } from '../domain/result';
import { meanWorld } from '../domain/scm/abduct';
import { counterfactual, type Counterfactual } from '../domain/scm/counterfactual';
import type { Action, Intervention } from '../domain/scm/intervene';
import { compileScm, type LinearScm } from '../domain/scm/linear-scm';
import { readingGraph, type ReadingGraph } from '../domain/scm/reading/reading-graph';
import type { ScmError } from '../domain/scm/scm-error';
import { History } from './history.svelte';

export const GRAPH_MODES = ['edit', 'intervene', 'learn', 'compare'] as const;
export type GraphMode = (typeof GRAPH_MODES)[number];

/** The tools of edit mode; each has one letter while the graph has the focus. */
export const GRAPH_TOOLS = ['select', 'node', 'edge', 'forbid', 'require', 'erase'] as const;
export type GraphTool = (typeof GRAPH_TOOLS)[number];

export type Selection =
  { readonly kind: 'node'; readonly id: string } | { readonly kind: 'edge'; readonly edge: EdgeRef } | null;

type AdoptionListener = (from: string, to: Pick<CausalGraph, 'id' | 'name'>) => void;

/** What a missing number counts as while a graph is being drawn; what was assumed is listed beside the result. */
const ASSUMED = { mean: 3, noiseVariance: 1, weight: 0.3 };

/** The causal graph on the editor's table: edits with undo, what is selected, and what setting values does to it. */
export class GraphState {
  #history: History<CausalGraph>;
  #mode = $state<GraphMode>('edit');
  #tool = $state<GraphTool>('select');
  #selection = $state.raw<Selection>(null);
  #problem = $state.raw<ScmError | null>(null);
  #actions = $state.raw<Intervention>({});
  readonly #onadopted: AdoptionListener[] = [];

  constructor(graph: CausalGraph) {
    this.#history = $state.raw(new History(graph));
  }

  get graph(): CausalGraph {
    return this.#history.present;
  }
  get mode(): GraphMode {
    return this.#mode;
  }
  set mode(mode: GraphMode) {
    this.#mode = mode;
    this.#problem = null;
  }
  get tool(): GraphTool {
    return this.#tool;
  }
  set tool(tool: GraphTool) {
    this.#tool = tool;
  }
  get selection(): Selection {
    return this.#selection;
  }
  /** Why the last edit was refused, and the nodes to flash (a circle in arrow order), until the next one. */
  get problem(): ScmError | null {
    return this.#problem;
  }
  get canUndo(): boolean {
    return this.#history.canUndo;
  }
  get canRedo(): boolean {
    return this.#history.canRedo;
  }
  /** What is done to nodes in intervene mode, by node id. */
  get actions(): Intervention {
    return this.#actions;
  }

  /** The graph for questions of separation and adjustment, or why it can't be read yet. */
  readonly reading: Result<ReadingGraph, ScmError> = $derived(readingGraph(this.graph));

  /** The graph as numbers, with what had to be assumed; undirected edges are left out and listed. */
  readonly computable: Result<Converted & { scm: LinearScm }, ScmError> = $derived.by(() => {
    const converted = toComputable(this.graph, ASSUMED);
    if (!converted.ok) return converted;
    const scm = compileScm(converted.value.graph);
    return scm.ok ? { ok: true, value: { ...converted.value, scm: scm.value } } : scm;
  });

  /** What the actions do, from the means of the graph (nobody's world in particular); null while nothing is done. */
  readonly ripple: Result<Counterfactual, ScmError> | null = $derived.by(() => {
    if (Object.keys(this.#actions).length === 0) return null;
    if (!this.computable.ok) return this.computable;
    const { scm } = this.computable.value;
    return counterfactual(scm, meanWorld(scm), this.#actions);
  });

  /** Puts another graph on the table; what was there stays in no history of this one. */
  open(graph: CausalGraph): void {
    this.#history = new History(graph);
    this.#selection = null;
    this.#actions = {};
    this.#problem = null;
  }

  /**
   * Takes up the id and the name under which the graph `of` was saved, wherever that graph stands in the history: saving is no
   * edit to undo. Another graph that undo leads back to keeps its own. Does nothing where `of` has left the table meanwhile.
   */
  adopt({ id, name }: Pick<CausalGraph, 'id' | 'name'>, of: CausalGraph = this.graph): void {
    if (!this.#history.has(of)) return;
    this.#history.rewrite((graph) => (graph.id === of.id ? { ...graph, id, name } : graph));
    for (const hear of this.#onadopted) hear(of.id, { id, name });
  }

  /** For what is kept beside the graph under its id, such as a text that is being typed: hears of each new id and name. */
  onAdopted(hear: AdoptionListener): void {
    this.#onadopted.push(hear);
  }

  /** Does one edit. A refused one changes nothing and says why in `problem`. */
  edit(change: (graph: CausalGraph) => Edited): boolean {
    const edited = change(this.graph);
    if (!edited.ok) {
      this.#problem = problemInLabels(this.graph, edited.error);
      return false;
    }
    this.#problem = null;
    this.#history.record(edited.value);
    this.#dropWhatIsGone();
    return true;
  }

  undo(): void {
    this.#history.undo();
    this.#problem = null;
    this.#dropWhatIsGone();
  }

  redo(): void {
    this.#history.redo();
    this.#problem = null;
    this.#dropWhatIsGone();
  }

  select(selection: Selection): void {
    this.#selection = selection;
  }

  /** Sets, shifts or scales a node in intervene mode; null lets it follow again. */
  act(id: string, action: Action | null): void {
    const { [id]: _old, ...others } = this.#actions;
    this.#actions = action === null ? others : { ...others, [id]: action };
  }

  clearActions(): void {
    this.#actions = {};
  }

  #dropWhatIsGone(): void {
    const nodes = this.graph.nodes.map(({ id }) => id);
    const isEdge = (edge: EdgeRef) => this.graph.edges.some((one) => edgeKey(one) === edgeKey(edge));
    const selected = this.#selection;
    if (selected?.kind === 'node' && !nodes.includes(selected.id)) this.#selection = null;
    if (selected?.kind === 'edge' && !isEdge(selected.edge)) this.#selection = null;
    this.#actions = Object.fromEntries(Object.entries(this.#actions).filter(([id]) => nodes.includes(id)));
  }
}
