import { toRun } from '../domain/runs/read-run';
import type { Run } from '../domain/runs/run';
import type { EventOf, RunConfig, StepEvent } from '../domain/runs/step-event';
import type { MethodContext } from '../pipeline/method';
import type { CallUnderWay } from '../pipeline/reasoner';
import type { World } from './run-config';
import { forecast, servedIn, type Forecast, type Served } from './run-pace';
import { stayAwake } from './stay-awake';

/** What was written since the last event is stored at most this often, in milliseconds. */
const CHECKPOINT_MS = 2000;

export interface LiveRunPorts {
  readonly now: () => number;
  /** Stores the run as it stands: called after every event, and now and then while a text is being written. */
  readonly keep: (run: Run) => Promise<void>;
}

export interface Begin {
  readonly id: string;
  readonly world: World;
  readonly config: RunConfig;
  /** What the run has already, which `steps` gives once more before it goes on; empty for a new run. */
  readonly before: readonly StepEvent[];
  /** What runs of the same model took. */
  readonly remembered: readonly Served[];
  /** The events that are still to come. */
  readonly steps: (context: MethodContext) => AsyncGenerator<StepEvent, void>;
}

/** The words of a call as they come, with their speed. */
interface Writing {
  readonly call: CallUnderWay;
  readonly startedAt: number;
  readonly first: { readonly at: number; readonly tokens: number } | null;
  readonly at: number;
}

export type PartialText = NonNullable<EventOf<'finished'>['partial']>;

/** A run with a language model while it is under way: its events as they come, and the call that is running. */
export class LiveRun {
  readonly id: string;
  readonly config: RunConfig;
  readonly #begin: Begin;
  readonly #ports: LiveRunPorts;
  readonly #abort = new AbortController();
  readonly #from: number;
  #events = $state.raw<readonly StepEvent[]>([]);
  #writing = $state.raw<Writing | null>(null);
  #written = $state.raw<PartialText | null>(null);
  /** Calls of the step under way that have ended. */
  #ended = $state.raw<readonly Served[]>([]);
  #stopping = $state(false);
  #wasHidden = $state(false);
  #checkpointAt = 0;
  #ending: Promise<Run> | null = null;

  constructor(begin: Begin, ports: LiveRunPorts) {
    this.#begin = begin;
    this.#ports = ports;
    this.id = begin.id;
    this.config = begin.config;
    this.#events = begin.before;
    this.#from = ports.now();
  }

  get events(): readonly StepEvent[] {
    return this.#events;
  }
  /** The call under way; null between two calls, and while the built-in reasoner works. */
  get call(): CallUnderWay | null {
    return this.#writing?.call ?? null;
  }
  /** What is written so far of the step under way, where it is text for people; it stays while the next call begins. */
  get written(): PartialText | null {
    return this.#written;
  }
  /** True from the moment that it was told to stop. */
  get stopping(): boolean {
    return this.#stopping;
  }
  /** Whether the page was hidden at some time: browsers slow down what is not seen. */
  get wasHidden(): boolean {
    return this.#wasHidden;
  }
  /** When it was begun, or gone on with: milliseconds since the epoch. */
  get from(): number {
    return this.#from;
  }

  /** Tokens a second of the call under way; null before there are two to tell it from. */
  readonly speed: number | null = $derived.by(() => {
    const { call, first, at } = this.#writing ?? {};
    if (!call || !first || at === undefined || at <= first.at) return null;
    return ((call.tokens - first.tokens) * 1000) / (at - first.at);
  });

  /** Calls and time to come; `now` in milliseconds since the epoch. */
  forecast(now: number): Forecast {
    const { config, world, remembered } = this.#begin;
    return forecast({
      config,
      values: world.system.values.length,
      events: this.#events,
      call: this.call,
      elapsed: this.#writing ? now - this.#writing.startedAt : 0,
      served: [...remembered, ...servedIn(this.#events), ...this.#ended],
    });
  }

  /** Runs to the end, to a failure, or until it is stopped; gives the run as it was stored. */
  run(): Promise<Run> {
    this.#ending ??= this.#run();
    return this.#ending;
  }

  /** Stops at the token that is being written, and ends when the run has ended; what there is is kept. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#abort.abort();
    await this.#ending;
  }

  async #run(): Promise<Run> {
    const { world, config, before, steps } = this.#begin;
    const awake = stayAwake(() => this.#hidden());
    const { signal } = this.#abort;
    const { now, keep } = this.#ports;
    const onCall = (call: CallUnderWay) => this.#onCall(call);
    const context = { config, valueSystem: world.system, reasoner: world.reasoner, now, signal, onCall };
    let given = 0;
    try {
      for await (const event of steps(context)) {
        given += 1;
        // Stored already, and whole: a run that is gone on with never gets shorter.
        if (given <= before.length) continue;
        this.#events = [...this.#events, event];
        this.#writing = null;
        this.#written = null;
        this.#ended = [];
        void keep(this.#asRun());
      }
    } finally {
      awake();
    }
    return this.#asRun();
  }

  #asRun(): Run {
    return toRun(this.id, this.#events);
  }

  #onCall(call: CallUnderWay): void {
    if (this.#abort.signal.aborted) return;
    const at = this.#ports.now();
    const last = this.#writing;
    const fresh = last === null || isAnother(last.call, call);
    if (last && fresh)
      this.#ended = [...this.#ended, { primitive: last.call.primitive, calls: 1, ms: at - last.startedAt }];
    const before = fresh ? null : last.first;
    const first = before ?? (call.tokens > 0 ? { at, tokens: call.tokens } : null);
    this.#writing = { call, startedAt: fresh ? at : last.startedAt, first, at };
    if (call.text !== '') this.#written = { primitive: call.primitive, text: call.text };
    if (call.text !== '' && at - this.#checkpointAt >= CHECKPOINT_MS) this.#checkpoint(at);
  }

  /** Stores what is written so far as if it ended here: a tab that dies now leaves it behind. */
  #checkpoint(at: number): void {
    const partial = this.#written;
    const last = this.#events.at(-1);
    if (!partial || !last) return;
    this.#checkpointAt = at;
    const stopped: StepEvent = {
      kind: 'step-event',
      version: 1,
      seq: last.seq + 1,
      at,
      tookMs: Math.max(0, at - last.at),
      type: 'finished',
      outcome: 'stopped',
      attempt: null,
      partial,
    };
    void this.#ports.keep(toRun(this.id, [...this.#events, stopped]));
  }

  #hidden(): void {
    this.#wasHidden = true;
    this.#checkpoint(this.#ports.now());
  }
}

/** Whether a call is another one than that before it: calls have no name, but they only ever grow. */
function isAnother(before: CallUnderWay, now: CallUnderWay): boolean {
  return (
    before.primitive !== now.primitive ||
    before.about !== now.about ||
    before.callsLeft !== now.callsLeft ||
    now.tokens < before.tokens ||
    (before.phase === 'decode' && now.phase === 'prefill')
  );
}
