import type { CausalGraph } from '../../../domain/graph/causal-graph';
import { replaceContent } from '../../../domain/graph/replace-content';
import type { GraphTextError } from '../../../domain/formats/graph/graph-text';
import {
  GRAPH_FORMATS,
  type GraphFormat,
  type GraphFormatId,
  recogniseGraphFormat,
} from '../../../domain/formats/graph/registry';
import type { GraphState } from '../../../state/graph-state.svelte';
import { keepWhatATableLacks } from './keep-what-a-table-lacks';

/** How a text that a person typed stands to the graph. */
type DraftState = 'typing' | 'applied' | 'refused';

interface Draft {
  text: string;
  state: DraftState;
  /** The graph that the text was last known to belong to. */
  on: CausalGraph;
  /** Why it was refused, with the place where there is one. */
  problem: (Pick<GraphTextError, 'message'> & Partial<GraphTextError>) | null;
  /** What the text held and the graph does not. */
  report: readonly string[];
}

/**
 * in step: text and graph say the same; waiting: typed, not yet read; out of step: the text can't be read, or the graph was
 * edited meanwhile, and the graph is as it was.
 */
export type Step = 'in-step' | 'waiting' | 'out-of-step';

/** Milliseconds without a keystroke after which a typed text is read. */
export const PAUSE_MS = 800;

/**
 * The text beside the graph. Edits of the graph rewrite the text, unless a person has typed something that is not in the graph yet;
 * what they type is read after a pause and becomes one undo step, or is kept with the reason why it can't be read.
 */
export class TextSync {
  #table: GraphState;
  #format = $state<GraphFormatId>('dagitty');
  #draft = $state.raw<Draft | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(table: GraphState) {
    this.#table = table;
    // A text that is not in the graph yet goes with the graph under its new id.
    table.onAdopted((from, to) => {
      const draft = this.#draft;
      if (draft && draft.state !== 'applied' && draft.on.id === from) {
        this.#draft = { ...draft, on: { ...draft.on, ...to } };
      }
    });
  }

  /** The draft while it says anything: not another graph's, and not one that the graph has moved on from since it was read. */
  readonly #live: Draft | null = $derived.by(() => {
    const draft = this.#draft;
    const { graph } = this.#table;
    if (!draft || draft.on === graph) return draft;
    if (draft.state !== 'applied') return draft.on.id === graph.id ? draft : null;
    // Saved or renamed: the text still says the graph, unless the format writes the name too.
    return sameDrawing(draft.on, graph) && this.format.print(draft.on) === this.format.print(graph)
      ? draft
      : null;
  });

  get format(): GraphFormat {
    return GRAPH_FORMATS.find(({ id }) => id === this.#format) ?? GRAPH_FORMATS[0];
  }

  readonly text: string = $derived.by(() =>
    this.#live ? this.#live.text : this.format.print(this.#table.graph),
  );
  readonly problem = $derived(this.#live?.problem ?? null);
  readonly report = $derived(this.#live?.report ?? []);
  /** The graph was edited while the typed text was not in it: reading the text would undo that edit. */
  readonly overtaken: boolean = $derived.by(
    () =>
      this.#live !== null && this.#live.state !== 'applied' && !sameDrawing(this.#live.on, this.#table.graph),
  );
  readonly step: Step = $derived.by(() => {
    const draft = this.#live;
    if (!draft || draft.state === 'applied') return 'in-step';
    return draft.state === 'refused' || this.overtaken ? 'out-of-step' : 'waiting';
  });

  /** Writes the graph in another format. A text that is not in the graph yet stays, and is read in that format from now on. */
  write(format: GraphFormatId): void {
    this.#format = format;
    if (this.step === 'in-step') this.#draft = null;
    else this.apply();
  }

  /** A keystroke: the text is read when none has followed for PAUSE_MS, unless the graph has been edited meanwhile. */
  type(text: string): void {
    clearTimeout(this.#timer);
    const on = this.#live && this.#live.state !== 'applied' ? this.#live.on : this.#table.graph;
    this.#draft = { text, state: 'typing', on, problem: null, report: [] };
    this.#timer = setTimeout(() => {
      if (!this.overtaken) this.apply();
    }, PAUSE_MS);
  }

  /** Reads the typed text into the graph at once, as one undo step. Whether the graph now says what the text says. */
  apply(): boolean {
    clearTimeout(this.#timer);
    const draft = this.#live;
    if (!draft || draft.state === 'applied') return true;
    const { graph } = this.#table;
    const read = this.format.read(draft.text, { id: graph.id, name: graph.name });
    if (!read.ok) return this.#refuse(draft, read.error);
    const content = this.#format === 'csv' ? keepWhatATableLacks(graph, read.value.graph) : read.value.graph;
    const replaced = replaceContent(graph, content);
    // An empty change (a space, a comment) must not cost an undo step.
    const same = replaced.ok && sameContent(graph, replaced.value);
    if (!same && !this.#table.edit(() => replaced)) {
      return this.#refuse(draft, { message: replaced.ok ? '' : replaced.error.message });
    }
    this.#draft = {
      text: draft.text,
      state: 'applied',
      on: this.#table.graph,
      problem: null,
      report: read.value.report,
    };
    return true;
  }

  /** Takes a file's text in whatever format it is in. */
  import(text: string): boolean {
    this.#format = recogniseGraphFormat(text);
    this.#draft = { text, state: 'typing', on: this.#table.graph, problem: null, report: [] };
    return this.apply();
  }

  /** Throws the typed text away: the text says again what the graph says. */
  discard(): void {
    clearTimeout(this.#timer);
    this.#draft = null;
  }

  #refuse(draft: Draft, problem: Draft['problem']): false {
    this.#draft = { ...draft, state: 'refused', problem, report: [] };
    return false;
  }
}

/** No edit of nodes, edges or what is known lies between the two; the id, the name and the source may differ. */
function sameDrawing(one: CausalGraph, other: CausalGraph): boolean {
  return one.nodes === other.nodes && one.edges === other.edges && one.knowledge === other.knowledge;
}

function sameContent(one: CausalGraph, other: CausalGraph): boolean {
  const content = ({ nodes, edges }: CausalGraph): string => JSON.stringify([nodes, edges].map(sorted));
  return content(one) === content(other);
}

/** The same object whatever the order in which its fields were written. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(
    fields.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, field]) => [name, sorted(field)]),
  );
}

const known = new WeakMap<GraphState, TextSync>();

/** The text of a graph on the table: the same one each time, so that leaving the tab loses nothing that was typed. */
export function textSyncFor(table: GraphState): TextSync {
  const sync = known.get(table) ?? new TextSync(table);
  known.set(table, sync);
  return sync;
}
