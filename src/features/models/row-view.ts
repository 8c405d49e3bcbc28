import { formatBytes, formatBytesOf } from '../../domain/text/format-bytes';
import type { DownloadPhase, EnginePhase } from '../../state/models/phases';
import type { ModelRow } from '../../state/models/models-state.svelte';
import { downloadFraction, loadFraction } from '../../state/models/shares';
import { percentWords, speedWords } from './model-words';

/** What the one button of a row does. */
export type RowAction = 'use' | 'get' | 'go-on' | 'pause' | 'unload' | 'stop' | null;

/** A line of the list as it is read. */
export interface RowView {
  readonly download: string;
  readonly memory: string;
  readonly speed: string;
  readonly state: string;
  readonly action: RowAction;
  /** Whether the state is one that a person should see: something is missing or went wrong. */
  readonly warning: boolean;
}

export const ACTION_WORDS: Readonly<Record<Exclude<RowAction, null>, string>> = {
  use: 'Use',
  get: 'Get',
  'go-on': 'Go on',
  pause: 'Pause',
  unload: 'Unload',
  stop: 'Stop',
};

const TROUBLES: Readonly<Partial<Record<string, string>>> = {
  'tab-killed': 'ended this page',
  'out-of-memory': 'too little memory',
  'device-lost': 'the GPU gave up',
  'driver-timeout': 'the GPU gave up',
  'no-shader-f16': 'needs half precision',
  'limits-too-low': 'the GPU does not suffice',
  'feature-missing': 'the GPU does not suffice',
  'garbage-output': 'failed its self-test',
  hung: 'did not load',
};

export function rowView(row: ModelRow, engine: EnginePhase, download: DownloadPhase): RowView {
  const { entry, here, measured } = row;
  const numbers = {
    download: entry.downloadBytes === null ? '–' : formatBytes(entry.downloadBytes),
    memory: entry.memoryBytes === null ? '–' : formatBytes(entry.memoryBytes),
    speed: measured?.decode ? speedWords(measured.decode) : '–',
  };
  const [state, action, warning = false] = whereItIs(row, engine, download);
  return { ...numbers, state, action, warning };

  function whereItIs(
    { obstacle, trouble }: ModelRow,
    now: EnginePhase,
    coming: DownloadPhase,
  ): [string, RowAction, boolean?] {
    if (now.phase !== 'off' && now.entry.id === entry.id) {
      if (now.phase === 'ready') return ['in use', 'unload'];
      if (now.phase === 'loading') return [`loading ${percentWords(loadFraction(now.progress))}`, 'stop'];
      if (now.phase === 'testing') return [`testing ${percentWords(now.fraction)}`, 'stop'];
      if (now.phase === 'waiting') return ['waiting for a tab', 'stop'];
      if (now.phase === 'unloading') return ['being put away', null];
    }
    if (coming.phase !== 'none' && coming.subject.id === entry.id) {
      const fraction = downloadFraction(coming.progress);
      const share = fraction === null ? 'starting' : percentWords(fraction);
      if (coming.phase === 'running') return [share, 'pause'];
      if (coming.phase === 'pausing') return [share, null];
      if (coming.phase === 'paused') return [`paused at ${share}`, 'go-on'];
    }
    if (entry.engine === 'endpoint') return ['on this machine', 'use'];
    if (entry.engine === 'prompt-api')
      return obstacle === null ? ['in the browser', 'use'] : ['not here', null, true];
    const went = trouble === null ? null : (TROUBLES[trouble] ?? 'had trouble');
    if (here?.check.ready && went !== null) return [`here; ${went}`, 'use', true];
    if (here?.check.ready)
      return [here.check.engine === false ? 'here; starts online only' : 'ready offline', 'use'];
    if (here && here.bytes > 0) {
      const total = here.stored.files.reduce<number | null>(
        (sum, { bytes }) => (sum === null || bytes === null ? null : sum + bytes),
        0,
      );
      // A file taken from a disk can't be asked for again.
      if (entry.source.kind === 'disk') return ['a file is missing', null, true];
      const part = total === null ? formatBytes(here.bytes) : formatBytesOf(here.bytes, total);
      return [`${part} here`, 'go-on'];
    }
    if (obstacle !== null) return ['does not fit', null, true];
    return went === null ? ['not here', 'get'] : [went, 'get', true];
  }
}
