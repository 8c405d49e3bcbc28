import { fromValueGraph } from '../domain/graph/convert-value-graph';
import type { CausalGraph } from '../domain/graph/causal-graph';
import { readGraphText } from '../domain/formats/graph/registry';
import {
  GRAPH_NAME_MAX,
  newSavedGraph,
  renamed,
  type SavedGraph,
  withVersion,
} from '../domain/graph/saved-graph';
import { steerGraph } from '../domain/graph/steer-graph';
import type { ValueGraph } from '../domain/scm/value-graph';
import type { ValueSystem } from '../domain/values/value-system';
import type { UnreadableRecord } from '../storage/readable';
import type { LibraryPorts } from './library-ports';
import type { Notices } from './notices.svelte';
import { shippedGraphs, valueSystems } from './static-data';
import { readSteerChoices, type SteerChoices, writeSteerChoices } from './steer-choices';

/** Hears which graphs Steer is to use, after each look at the stored choice. */
export type ChoiceListener = (choices: SteerChoices) => void;

/** Graphs to put on the editor's table: those that Steerboard ships, and a person's own with their versions. */
export class GraphLibrary {
  readonly #ports: LibraryPorts;
  readonly #onchoices: ChoiceListener;
  #shipped = $state.raw<readonly CausalGraph[]>([]);
  #saved = $state.raw<readonly SavedGraph[]>([]);
  #unreadable = $state.raw<readonly UnreadableRecord[]>([]);
  #systems = $state.raw<readonly ValueSystem[]>([]);
  #choices = $state.raw<SteerChoices>({});
  #loaded = $state(false);

  constructor(ports: LibraryPorts, onchoices: ChoiceListener = () => undefined) {
    this.#ports = ports;
    this.#onchoices = onchoices;
  }

  get shipped(): readonly CausalGraph[] {
    return this.#shipped;
  }
  /** Newest save first. */
  get saved(): readonly SavedGraph[] {
    return this.#saved;
  }
  /** Stored graphs that this app can't read, left as they are. */
  get unreadable(): readonly UnreadableRecord[] {
    return this.#unreadable;
  }
  get systems(): readonly ValueSystem[] {
    return this.#systems;
  }
  /** Where the library says what became of an action. */
  get notices(): Notices {
    return this.#ports.notices;
  }
  get loaded(): boolean {
    return this.#loaded;
  }

  async load(): Promise<void> {
    try {
      const [shipped, { ten, twenty }] = await Promise.all([shippedGraphs(), valueSystems()]);
      this.#systems = [ten, twenty];
      const graphs = shipped.map((graph) => this.#editable(graph));
      // Those that can steer a question come first.
      this.#shipped = [
        ...graphs.filter((one) => this.systemOf(one)),
        ...graphs.filter((one) => !this.systemOf(one)),
      ];
    } catch {
      this.#ports.notices.problem(
        'The shipped graphs did not arrive. Your own are not affected: reload the page to try again.',
      );
    }
    await this.#refresh();
    const choices = await readSteerChoices(await this.#ports.storage());
    if (choices.ok) this.#setChoices(choices.value);
    else this.#ports.notices.problem(choices.error.message);
    this.#loaded = true;
  }

  systemOf({ valueSystemId }: Pick<CausalGraph, 'valueSystemId'>): ValueSystem | undefined {
    return this.#systems.find(({ id }) => id === valueSystemId);
  }

  /** The saved or shipped graph with this id. */
  find(id: string): CausalGraph | undefined {
    return (
      this.#saved.find((saved) => saved.id === id)?.graph ?? this.#shipped.find((graph) => graph.id === id)
    );
  }

  /**
   * What an address or the Steer screen names, to put on the table: a saved or shipped graph, the one chosen for Steer, else
   * the given graph itself (of an old run, say).
   */
  toEdit(id: string, otherwise: ValueGraph | null): CausalGraph | undefined {
    const chosen = Object.values(this.#choices).find((graph) => graph?.id === id);
    return (
      this.#saved.find((saved) => saved.id === id)?.graph ??
      chosen ??
      this.find(id) ??
      (otherwise && otherwise.id === id ? this.#editable(otherwise) : undefined)
    );
  }

  /**
   * Stores a graph: as the next version of its own record where it is a saved one, else as a new record. The graph that comes
   * back has the record's id and name, for the table to take up (GraphState.adopt). Undefined where it could not be stored.
   */
  async save(graph: CausalGraph, name: string = graph.name): Promise<CausalGraph | undefined> {
    const { now, newId } = this.#ports;
    const known = this.#saved.find(({ id }) => id === graph.id);
    const wanted = this.#nameFrom(name, graph.name);
    const record = known
      ? renamed(withVersion(known, { ...graph, name: known.name }, now()), wanted)
      : newSavedGraph(graph, newId(), wanted, now());
    return (await this.#put(record)) ? record.graph : undefined;
  }

  /** Stores a graph as a new record, whatever it was before. */
  async saveAs(graph: CausalGraph, name: string): Promise<CausalGraph | undefined> {
    const { now, newId } = this.#ports;
    const record = newSavedGraph(graph, newId(), this.#nameFrom(name, graph.name), now());
    return (await this.#put(record)) ? record.graph : undefined;
  }

  async rename(saved: SavedGraph, name: string): Promise<void> {
    const wanted = this.#nameFrom(name, saved.name);
    if (wanted !== saved.name) await this.#put(renamed(saved, wanted));
  }

  /** Makes an own graph of any other, shipped ones included; earlier versions stay with the original. */
  async duplicate(graph: CausalGraph): Promise<CausalGraph | undefined> {
    return this.saveAs(graph, this.#copyName(graph.name));
  }

  /** Deletes at once, with all versions, and offers to undo it. */
  async remove(saved: SavedGraph): Promise<void> {
    const { notices } = this.#ports;
    const removed = await (await this.#ports.storage()).graphs.remove(saved.id);
    if (!removed.ok) return notices.problem(removed.error.message);
    await this.#refresh();
    const { value } = removed;
    if (!value) return;
    notices.info(`“${value.name}” was deleted with its versions.`, {
      label: 'Undo',
      run: () => void this.#put(value),
    });
  }

  /** An earlier version, by its place in `versions`, under the record's id and name: saving it makes it the newest. */
  openVersion({ id, name, versions, graph }: SavedGraph, at: number): CausalGraph {
    return { ...(versions.at(at)?.graph ?? graph), id, name };
  }

  /** The graph that was chosen for Steer under a value system; null: the shipped one. */
  chosenFor(systemId: string): CausalGraph | null {
    return this.#choices[systemId] ?? null;
  }

  /** Makes a graph the one that Steer uses for its value system. False, with the reason as a notice, where it can't be. */
  async choose(graph: CausalGraph): Promise<boolean> {
    const { notices } = this.#ports;
    if (!this.#loaded) await this.load();
    const system = this.systemOf(graph);
    if (!system) {
      const of = graph.valueSystemId === undefined ? 'no value system' : `“${graph.valueSystemId}”`;
      notices.problem(
        `The graph “${graph.name}” belongs to ${of}, so no question can be steered with it. Graphs of ${this.#systems.map(({ name }) => name).join(' and ')} can.`,
      );
      return false;
    }
    const made = steerGraph(graph, system);
    if (!made.ok) {
      notices.problem(made.error.message);
      return false;
    }
    if (!(await this.#choose({ ...this.#choices, [system.id]: graph }))) return false;
    notices.info([`Steer now uses “${graph.name}” for ${system.name}.`, ...made.value.notes].join(' '));
    return true;
  }

  /** Gives Steer the shipped graph of a value system back. */
  async release(systemId: string): Promise<void> {
    const { [systemId]: _old, ...others } = this.#choices;
    if (await this.#choose(others)) this.#ports.notices.info('Steer uses the shipped graph again.');
  }

  /** Stores the graph of a file, in any format that is known, and gives it back. What the file held and the graph does not is said. */
  async importText(text: string, fileName: string): Promise<CausalGraph | undefined> {
    const { notices, newId } = this.#ports;
    const read = readGraphText(text, { id: newId(), name: fileName.replace(/\.[^.]*$/, '') || 'Graph' });
    if (!read.ok) {
      const { message, line, column } = read.error;
      notices.problem(`${fileName}, line ${line}, column ${column}: ${message}`);
      return undefined;
    }
    const { graph, report } = read.value;
    const saved = await this.saveAs(graph, graph.name);
    if (saved) notices.info(`“${saved.name}” was imported from ${fileName}.`);
    if (report.length > 0) notices.problem(report.slice(0, 5).join(' '));
    return saved;
  }

  #editable(graph: ValueGraph | CausalGraph): CausalGraph {
    if (graph.kind === 'causal-graph') return graph;
    const system = this.#systems.find(({ id }) => id === graph.valueSystemId);
    return fromValueGraph(graph, Object.fromEntries(system?.values.map(({ id, name }) => [id, name]) ?? []));
  }

  async #choose(choices: SteerChoices): Promise<boolean> {
    const stored = await writeSteerChoices(await this.#ports.storage(), choices);
    if (!stored.ok) {
      this.#ports.notices.problem(stored.error.message);
      return false;
    }
    this.#setChoices(choices);
    return true;
  }

  #setChoices(choices: SteerChoices): void {
    this.#choices = choices;
    this.#onchoices(choices);
  }

  async #put(record: SavedGraph): Promise<boolean> {
    const stored = await (await this.#ports.storage()).graphs.put(record);
    if (!stored.ok) this.#ports.notices.problem(stored.error.message);
    await this.#refresh();
    return stored.ok;
  }

  async #refresh(): Promise<void> {
    const list = await (await this.#ports.storage()).graphs.list();
    if (!list.ok) return this.#ports.notices.problem(list.error.message);
    this.#saved = list.value.values.toSorted((a, b) => b.savedAt - a.savedAt || (a.id < b.id ? 1 : -1));
    this.#unreadable = list.value.unreadable;
  }

  #nameFrom(typed: string, otherwise: string): string {
    const name = typed.trim().replace(/\s+/g, ' ').slice(0, GRAPH_NAME_MAX);
    return name === '' ? otherwise : name;
  }

  #copyName(name: string): string {
    const taken = this.#saved.map((saved) => saved.name);
    const base = name.slice(0, GRAPH_NAME_MAX - 12);
    for (let n = 1; ; n += 1) {
      const copy = `${base}, copy${n === 1 ? '' : ` ${n}`}`;
      if (!taken.includes(copy)) return copy;
    }
  }
}
