import { addEdge, removeEdge, setWeight } from '../../../domain/graph/edit-edges';
import { forbidArrow, releaseArrow, requireArrow } from '../../../domain/graph/edit-knowledge';
import { addNode, moveNode, removeNode } from '../../../domain/graph/edit-nodes';
import type { EdgeRef } from '../../../domain/graph/edge-key';
import type { ValueSystem } from '../../../domain/values/value-system';
import type { GraphState } from '../../../state/graph-state.svelte';
import type { Point } from '../../../ui/graph/node-places';
import { signedText } from '../../../ui/priority-text';
import { freeName } from '../name-node';
import { describeEdge, describeNode, labelsOf } from './describe-canvas';
import { freePlace, type Places, placesOf, withPlaces } from './places';

/** The weight that a drawn arrow starts with; the Inspector, the table and + and − change it. Points per point. */
export const DRAWN_WEIGHT = 0.3;

/** What the control asks of the screen around it. */
export interface ControlPorts {
  readonly system: () => ValueSystem | null;
  /** Puts the keyboard into the Inspector (or what is done to the node), on the name of a new node. */
  readonly inspect: () => void;
}

/** The hands on the canvas: one set of actions for pointer and keyboard, on the node that the keyboard is on. */
export class CanvasControl {
  readonly state: GraphState;
  readonly #ports: ControlPorts;
  #focus = $state<string | null>(null);
  #source = $state<string | null>(null);
  #said = $state('');

  constructor(state: GraphState, ports: ControlPorts) {
    this.state = state;
    this.#ports = ports;
  }

  /** The node that the keyboard is on. */
  get focus(): string | null {
    const id = this.#focus;
    return this.state.graph.nodes.some((node) => node.id === id) ? id : null;
  }
  /** The cause of an arrow whose effect is to be chosen. */
  get source(): string | null {
    return this.#source;
  }
  /** What was done last, for those who do not see it. */
  get said(): string {
    return this.#said;
  }
  readonly places: Places = $derived.by(() => placesOf(this.state.graph, this.#ports.system()));

  say(message: string): void {
    this.#said = message;
  }

  focusOn(id: string | null): void {
    this.#focus = id;
    if (id !== null) this.say(describeNode(this.state, id));
  }

  /** A click or Enter on a node: what the tool makes of it. */
  onNode(id: string): void {
    const { state } = this;
    this.#focus = id;
    if (state.mode === 'edit') {
      if (state.tool === 'erase') return this.erase({ kind: 'node', id });
      if (state.tool === 'edge' || state.tool === 'forbid' || state.tool === 'require') return this.#end(id);
    }
    state.select({ kind: 'node', id });
    this.say(describeNode(state, id));
  }

  onEdge(edge: EdgeRef): void {
    if (this.state.mode === 'edit' && this.state.tool === 'erase') return this.erase({ kind: 'edge', edge });
    this.state.select({ kind: 'edge', edge });
    this.say(describeEdge(this.state, edge));
  }

  onGround(at: Point): void {
    if (this.state.mode === 'edit' && this.state.tool === 'node') this.addNode(at);
    else if (this.#source !== null) this.cancel();
    else this.state.select(null);
  }

  /** Adds a node and lets the person name it. Without a place it stands where there is room. */
  addNode(at: Point = freePlace(this.places)): void {
    const id = freeName(this.state.graph);
    const { places } = this;
    const done = this.state.edit((graph) => addNode(withPlaces(graph, places), { id, position: at }));
    if (!done) return;
    this.#focus = id;
    this.state.select({ kind: 'node', id });
    this.say(`${id} added. Type its name.`);
    this.#ports.inspect();
  }

  moveNode(id: string, to: Point): void {
    const { places } = this;
    this.state.edit((graph) => moveNode(withPlaces(graph, places), id, to));
  }

  /** Moves the node that the keyboard is on by so many pixels. */
  nudge(dx: number, dy: number): void {
    const place = this.focus === null ? undefined : this.places.get(this.focus);
    if (this.focus === null || !place || this.state.mode !== 'edit') return;
    this.moveNode(this.focus, { x: place.x + dx, y: place.y + dy });
  }

  /** Removes what is given, or what is selected, or the node that the keyboard is on. */
  erase(
    what = this.state.selection ?? (this.focus === null ? null : { kind: 'node' as const, id: this.focus }),
  ): void {
    if (!what || this.state.mode !== 'edit') return;
    const told =
      what.kind === 'node' ? labelsOf(this.state.graph)(what.id) : describeEdge(this.state, what.edge);
    const done = this.state.edit((graph) =>
      what.kind === 'node' ? removeNode(graph, what.id) : removeEdge(graph, what.edge),
    );
    if (done) this.say(`Removed: ${told}`);
  }

  /** Changes the weight of the selected edge. False where none is selected. */
  weigh(by: number): boolean {
    const { selection, graph, mode } = this.state;
    if (selection?.kind !== 'edge' || mode !== 'edit') return false;
    const { kind, from, to } = selection.edge;
    const edge = graph.edges.find((one) => one.kind === kind && one.from === from && one.to === to);
    const weight = Math.round(((edge?.weight ?? 0) + by) * 100) / 100;
    this.state.edit((old) => setWeight(old, selection.edge, weight));
    this.say(`Weight ${signedText(weight, 2)}`);
    return true;
  }

  /** In intervene mode: shifts the node that the keyboard is on by so many points more. */
  shift(by: number): boolean {
    const id = this.focus;
    if (this.state.mode !== 'intervene' || id === null) return false;
    const action = this.state.actions[id];
    const { kind, amount } = !action
      ? { kind: 'shift' as const, amount: 0 }
      : action.kind === 'set'
        ? { kind: 'set' as const, amount: action.to }
        : { kind: 'shift' as const, amount: action.kind === 'shift' ? action.by : 0 };
    const next = Math.round((amount + by) * 10) / 10;
    this.state.select({ kind: 'node', id });
    this.state.act(id, kind === 'set' ? { kind, to: next } : next === 0 ? null : { kind, by: next });
    return true;
  }

  cancel(): void {
    if (this.#source !== null) this.say('No arrow drawn.');
    this.#source = null;
  }

  inspect(): void {
    this.#ports.inspect();
  }

  #end(id: string): void {
    const nameOf = labelsOf(this.state.graph);
    const from = this.#source;
    if (from === null) {
      this.#source = id;
      this.say(`From ${nameOf(id)}. Choose the effect.`);
      return;
    }
    this.#source = null;
    if (from === id) return this.say('No arrow drawn.');
    const { tool } = this.state;
    const arrow = { from, to: id };
    const drawn = `${nameOf(from)} → ${nameOf(id)}`;
    if (tool === 'edge') {
      const edge = { kind: 'directed' as const, ...arrow };
      if (!this.state.edit((graph) => addEdge(graph, { ...edge, weight: DRAWN_WEIGHT }))) return;
      this.state.select({ kind: 'edge', edge });
      return this.say(`${drawn} added, weight ${signedText(DRAWN_WEIGHT, 2)}.`);
    }
    const list = tool === 'forbid' ? 'forbidden' : 'required';
    const known = this.state.graph.knowledge[list].some((one) => one.from === from && one.to === id);
    const change = known ? releaseArrow : tool === 'forbid' ? forbidArrow : requireArrow;
    if (this.state.edit((graph) => change(graph, arrow))) {
      this.say(known ? `${drawn} is no longer ${list}.` : `${drawn} is ${list}.`);
    }
  }
}
