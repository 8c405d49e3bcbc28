import { DatasetsState } from './datasets-state.svelte';
import { type ChoiceListener, GraphLibrary } from './graph-library.svelte';
import { LearningState } from './learning-state.svelte';
import type { LibraryPorts } from './library-ports';
import { ProfilesState } from './profiles-state.svelte';
import { RunsState } from './runs-state.svelte';

/** What a person keeps on this device: profiles, datasets, runs and graphs. Loaded when it is first asked for. */
export interface Libraries {
  readonly profiles: ProfilesState;
  readonly datasets: DatasetsState;
  readonly runs: RunsState;
  readonly graphs: GraphLibrary;
  /** What a graph is learned from, and what was learned last. */
  readonly learning: LearningState;
}

export function openLibraries(ports: LibraryPorts, onchoices?: ChoiceListener): Libraries {
  return {
    profiles: new ProfilesState(ports),
    datasets: new DatasetsState(ports),
    runs: new RunsState(ports),
    graphs: new GraphLibrary(ports, onchoices),
    learning: new LearningState(ports),
  };
}
