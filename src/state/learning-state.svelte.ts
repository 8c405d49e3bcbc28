import type { Dataset } from '../domain/datasets/dataset';
import { completeRows, type DataMatrix, takeColumns } from '../domain/discovery/data-matrix';
import { type DataScale, describeScale, inPoints } from '../domain/discovery/data-scale';
import type { DiscoveryError } from '../domain/discovery/discovery-error';
import { matchColumns } from '../domain/discovery/match-columns';
import type { Decision } from '../domain/discovery/resolve-edges';
import { fitWeights, takeOver } from '../domain/discovery/take-over';
import type { CausalGraph } from '../domain/graph/causal-graph';
import type { Result } from '../domain/result';
import type { ValueSystem } from '../domain/values/value-system';
import { learnInWorker } from '../workers/discovery-client';
import type { DiscoveryProgress } from '../workers/discovery-protocol';
import type { GraphState } from './graph-state.svelte';
import { decided, decidedGraph, leaning, type Outcome, outcomeOf } from './learning-outcome';
import { checkChosen, guessKnownScale } from './learning-columns';
import { LearningSettings } from './learning-settings.svelte';
import { type LearningSource, sourceFromLabels, sourceFromRuns, sourceFromText } from './learning-source';
import type { LibraryPorts } from './library-ports';

type Ports = Pick<LibraryPorts, 'storage' | 'newId'>;

/** Learn mode: the data that were chosen, how to learn from them, and what was learned. */
export class LearningState {
  readonly settings = new LearningSettings();
  readonly #ports: Ports;
  readonly #learn: typeof learnInWorker;
  #datasets = $state.raw<readonly Dataset[]>([]);
  #runs = $state(0);
  #source = $state.raw<LearningSource | null>(null);
  #calledBefore = $state.raw<Readonly<Partial<Record<string, string>>>>({});
  #left = $state.raw<readonly string[]>([]);
  #tiers = $state.raw<Readonly<Record<string, number>>>({});
  #scale = $state.raw<DataScale>({ kind: 'points' });
  #completeOnly = $state(false);
  #problem = $state.raw<DiscoveryError | null>(null);
  #progress = $state.raw<DiscoveryProgress | null>(null);
  #outcome = $state.raw<Outcome | null>(null);
  #takenId = $state<string | null>(null);
  #abort: AbortController | null = null;

  constructor(ports: Ports, learn: typeof learnInWorker = learnInWorker) {
    this.#ports = ports;
    this.#learn = learn;
  }

  /** Imported datasets, newest first. */
  get datasets(): readonly Dataset[] {
    return this.#datasets;
  }
  /** How many runs are stored. */
  get runs(): number {
    return this.#runs;
  }
  get source(): LearningSource | null {
    return this.#source;
  }
  /** What a column was called in the file, by the node or value that it was recognised as. */
  get calledBefore(): Readonly<Partial<Record<string, string>>> {
    return this.#calledBefore;
  }
  get scale(): DataScale {
    return this.#scale;
  }
  set scale(scale: DataScale) {
    this.#scale = scale;
  }
  /** Leaves out rows in which a number is missing. */
  get completeOnly(): boolean {
    return this.#completeOnly;
  }
  set completeOnly(completeOnly: boolean) {
    this.#completeOnly = completeOnly;
  }
  /** Why nothing was learned, or why nothing could be taken over. */
  get problem(): DiscoveryError | null {
    return this.#problem;
  }
  /** Null while nothing is being learned. */
  get progress(): DiscoveryProgress | null {
    return this.#progress;
  }
  get outcome(): Outcome | null {
    return this.#outcome;
  }
  /** How what was learned is on the table: not (undone, say), or with or without its weights. */
  taken({ id, nodes }: CausalGraph): 'no' | 'without-weights' | 'with-weights' {
    if (id !== this.#takenId) return 'no';
    // A fit gives every node a mean, and not every edge a weight: some are not identified.
    return nodes.every(({ mean }) => mean !== undefined) ? 'with-weights' : 'without-weights';
  }

  /** The chosen columns and rows as they came. */
  readonly chosen: DataMatrix | null = $derived.by(() => {
    if (!this.#source) return null;
    const { data } = this.#source;
    const columns = data.columns.filter((name) => !this.#left.includes(name));
    const chosen = takeColumns(data, columns);
    return this.#completeOnly ? completeRows(chosen) : chosen;
  });

  /** The chosen columns and rows, in priority points: what is learned from, and what implications and fits use. */
  readonly data: DataMatrix | null = $derived(this.chosen && inPoints(this.chosen, this.#scale));

  /** What is wrong with the chosen data before anything is learned, in words. */
  readonly check: Result<DataMatrix, DiscoveryError> | null = $derived(
    this.data &&
      this.#source &&
      checkChosen(
        this.#source.data,
        this.data,
        this.#restoreLevel && this.settings.method !== 'direct-lingam',
      ),
  );

  isChosen(column: string): boolean {
    return !this.#left.includes(column);
  }

  choose(column: string, chosen: boolean): void {
    const others = this.#left.filter((name) => name !== column);
    this.#left = chosen ? others : [...others, column];
  }

  /** Number of the column's tier, from 1; null: free. */
  tierOf(column: string): number | null {
    return this.#tiers[column] ?? null;
  }

  setTier(column: string, tier: number | null): void {
    const { [column]: _old, ...others } = this.#tiers;
    this.#tiers = tier === null ? others : { ...others, [column]: tier };
  }

  /** Looks what there is to learn from. */
  async load(): Promise<void> {
    const { datasets, runs } = await this.#ports.storage();
    const [sets, list] = [await datasets.list(), await runs.list()];
    if (sets.ok) this.#datasets = sets.value.values.toSorted((a, b) => b.importedAt - a.importedAt);
    this.#runs = list.ok ? list.value.values.length : 0;
  }

  useText(text: string, fileName: string, graph: CausalGraph, system: ValueSystem | null): void {
    this.#take(sourceFromText(text, fileName), graph, system);
  }

  async useLabels(
    dataset: Dataset,
    split: string | null,
    graph: CausalGraph,
    system: ValueSystem,
  ): Promise<void> {
    this.#take(await sourceFromLabels(await this.#ports.storage(), dataset, split, system), graph, system);
  }

  async useRuns(responses: boolean, graph: CausalGraph, system: ValueSystem): Promise<void> {
    this.#take(await sourceFromRuns(await this.#ports.storage(), system, responses), graph, system);
  }

  /** Puts the data away; what was learned from them stays until something else is learned. */
  clear(): void {
    this.#source = null;
    this.#problem = null;
  }

  #take(made: Result<LearningSource>, graph: CausalGraph, system: ValueSystem | null): void {
    if (!made.ok) {
      this.#problem = { message: made.error, columns: [] };
      return;
    }
    const { data, calledBefore } = matchColumns(made.value.data, graph, system);
    this.#source = { ...made.value, data };
    this.#calledBefore = calledBefore;
    this.#left = [];
    this.#tiers = {};
    this.#scale = guessKnownScale(data, [...graph.nodes, ...(system?.values ?? [])]);
    this.#completeOnly = false;
    this.#problem = null;
    this.#outcome = null;
  }

  /** Learns in a worker, with what the graph forbids and requires. One at a time; the outcome or the problem tells how it went. */
  async learn(graph: CausalGraph): Promise<void> {
    const [data, source] = [this.data, this.#source];
    if (!data || !source || this.#abort) return;
    if (this.check && !this.check.ok) {
      this.#problem = this.check.error;
      return;
    }
    const task = this.settings.task(data.columns, graph.knowledge, this.#tiers);
    if (!task.ok) {
      this.#problem = { message: task.error, columns: [] };
      return;
    }
    // Settings may be changed while learning goes on; the provenance tells those that were used.
    const method = `${this.settings.describe()} ${describeScale(this.#scale)}`;
    const restoreLevel = this.#restoreLevel;
    const abort = new AbortController();
    this.#abort = abort;
    this.#problem = null;
    this.#progress = { phase: 'starting', share: 0 };
    const learned = await this.#learn(
      { data, ...task.value },
      { signal: abort.signal, onProgress: (progress) => (this.#progress = progress) },
    );
    this.#abort = null;
    this.#progress = null;
    if (!learned.ok) {
      this.#problem = learned.error;
      return;
    }
    this.#takenId = null;
    this.#outcome = outcomeOf(learned.value, data, source, { method, restoreLevel });
  }

  cancel(): void {
    this.#abort?.abort();
  }

  decide(at: number, decision: Decision): void {
    const outcome = this.#outcome;
    if (!outcome) return;
    this.#problem = null;
    this.#outcome = decided(outcome, at, decision);
  }

  /** Orients every open edge as more resamples did. */
  lean(knowledge: CausalGraph['knowledge']): void {
    const outcome = this.#outcome;
    if (!outcome) return;
    this.#problem = null;
    this.#outcome = leaning(outcome, knowledge);
  }

  /** Puts what was decided on the table, as one step of undo. False, with the problem in words, where it can't be. */
  takeOver(table: GraphState, system: ValueSystem | null): boolean {
    const outcome = this.#outcome;
    if (!outcome) return false;
    const id = this.#ports.newId();
    const done = this.#edit(table, (graph) => takeOver(graph, { ...decidedGraph(outcome), id, system }));
    if (done) this.#takenId = id;
    return done;
  }

  /** Fits the weights of the graph on the table to the chosen data, as one step of undo. */
  fit(table: GraphState): boolean {
    const data = this.#outcome?.data ?? this.data;
    if (!data) return false;
    const restoreLevel = this.#outcome?.restoreLevel ?? this.#restoreLevel;
    return this.#edit(table, (graph) => {
      const fitted = fitWeights(graph, data, { restoreLevel });
      return fitted.ok ? { ok: true, value: fitted.value.graph } : fitted;
    });
  }

  get #restoreLevel(): boolean {
    return this.settings.centred === 'restore-level';
  }

  #edit(table: GraphState, change: Parameters<GraphState['edit']>[0]): boolean {
    const done = table.edit(change);
    const { problem } = table;
    this.#problem = done || !problem ? null : { message: problem.message, columns: problem.values };
    return done;
  }
}
