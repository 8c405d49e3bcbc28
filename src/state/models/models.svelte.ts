import { BUILTIN_ONLY, PRIMITIVES, type Assignment } from '../../domain/runs/primitive';
import type { Storage } from '../../storage/storage';
import type { Notices } from '../notices.svelte';
import { once } from '../once';
import type { BuiltinParts } from '../reasoner';
import type { World } from '../run-config';
import { browserStore, LaunchRecord } from './launch-record';
import type { ModelsState } from './models-state.svelte';
import type { ModelsStatus } from './models-status';

/** What models need from the rest of the app. */
export interface ModelsOutside {
  readonly storage: () => Promise<Storage>;
  readonly notices: Notices;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Stops what the model is writing, and keeps what is there. */
  readonly stopAnswering: () => Promise<void>;
  /** Another model answers from now on, or none, or the work is divided anew. */
  readonly onWorld: () => void;
  /** Leads to the screen of models. */
  readonly onshow: () => void;
}

/** The light end of the model manager: who answers now. The manager itself loads when it is first needed. */
export class Models {
  readonly #outside: ModelsOutside;
  readonly #launch = new LaunchRecord(browserStore());
  #full = $state.raw<ModelsState | null>(null);
  /** The model manager; its lists fill while it is on the screen. */
  readonly open: () => Promise<ModelsState>;

  constructor(outside: ModelsOutside) {
    this.#outside = outside;
    this.open = once(async () => {
      const { openModels } = await import('./open-models');
      const models = openModels(outside, this.#launch);
      this.#full = models;
      void models.open();
      return models;
    });
  }

  readonly status: ModelsStatus = $derived.by(() => this.#full?.status ?? { kind: 'builtin' });

  /** Does what is due when the app opens: loads the last model where the person wants that, or says that it killed the tab. */
  async start(): Promise<void> {
    const { killedBy, last, atStart } = this.#launch.read();
    if (killedBy === null && !(atStart && last)) return;
    const models = await this.open();
    await models.ready;
    if (models.killed)
      this.#outside.notices.problem(
        `Loading ${models.killed.name} ended this page last time, so it is not loaded again by itself. Nothing that was stored is lost.`,
        { label: 'See models', run: this.#outside.onshow },
      );
    else await models.loadLast();
  }

  /**
   * The reasoner with the language model that is loaded, and who does what in it: as the person or the self-test divided the
   * work, or as `wanted` says. Without a model the built-in reasoner does everything.
   */
  async world(
    { reasoner, resources }: BuiltinParts,
    wanted?: Assignment,
  ): Promise<Pick<World, 'reasoner' | 'assignment' | 'model'>> {
    const model = this.#full?.engine.model;
    const assignment = wanted ?? this.#full?.assignment;
    if (!model || !assignment || PRIMITIVES.every((primitive) => assignment[primitive] === 'builtin'))
      return { reasoner, assignment: BUILTIN_ONLY, model: null };
    const { withModel } = await import('./with-model');
    return { reasoner: withModel(reasoner, model, resources, assignment), assignment, model: model.used };
  }
}
