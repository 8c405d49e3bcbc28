import { DatasetsState } from './datasets-state.svelte';
import type { LibraryPorts } from './library-ports';
import { ProfilesState } from './profiles-state.svelte';
import { RunsState } from './runs-state.svelte';

/** What a person keeps on this device: profiles, datasets and runs. Loaded when it is first asked for. */
export interface Libraries {
  readonly profiles: ProfilesState;
  readonly datasets: DatasetsState;
  readonly runs: RunsState;
}

export function openLibraries(ports: LibraryPorts): Libraries {
  return {
    profiles: new ProfilesState(ports),
    datasets: new DatasetsState(ports),
    runs: new RunsState(ports),
  };
}
