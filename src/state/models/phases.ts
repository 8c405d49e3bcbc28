import type { LoadProgress } from '../../engine/loaded-model';
import type { DownloadProgress } from '../../engine/models/model-store';
import type { ModelEntry } from '../../engine/models/model-entry';
import type { ModelUsed } from '../../domain/runs/model-used';
import type { Problem } from './problem';

/** The engine of this tab: what is in memory, or on its way there. */
export type EnginePhase =
  /** No language model; the built-in reasoner does everything. */
  | { readonly phase: 'off' }
  /** Another tab holds the engine, and nobody has asked it to let go. */
  | { readonly phase: 'elsewhere'; readonly entry: ModelEntry }
  /** The other tab was asked; it unloads first. */
  | { readonly phase: 'waiting'; readonly entry: ModelEntry }
  | {
      readonly phase: 'loading';
      readonly entry: ModelEntry;
      readonly progress: LoadProgress;
      /** Why it is loaded once more, where it is. */
      readonly again: string | null;
    }
  | {
      readonly phase: 'testing';
      readonly entry: ModelEntry;
      readonly used: ModelUsed;
      /** Share of the self-test that is done, 0 to 1. */
      readonly fraction: number;
      /** What the rest will take at the pace so far, in milliseconds; null while nobody can tell. */
      readonly leftMs: number | null;
    }
  | {
      readonly phase: 'ready';
      readonly entry: ModelEntry;
      readonly used: ModelUsed;
      /** What went wrong on the way and what the app did about it by itself, where it did. */
      readonly after: string | null;
    }
  | { readonly phase: 'unloading'; readonly entry: ModelEntry }
  | { readonly phase: 'failed'; readonly entry: ModelEntry; readonly problem: Problem }
  /** Another tab asked for the engine and has it now. */
  | { readonly phase: 'taken'; readonly entry: ModelEntry };

/** Which phase may follow which. Anything else is a mistake of the program. */
export const ENGINE_FOLLOWS: Readonly<Record<EnginePhase['phase'], readonly EnginePhase['phase'][]>> = {
  off: ['elsewhere', 'waiting', 'loading'],
  elsewhere: ['elsewhere', 'waiting', 'loading', 'off'],
  waiting: ['elsewhere', 'waiting', 'loading', 'off'],
  loading: ['loading', 'testing', 'unloading', 'failed'],
  testing: ['testing', 'ready', 'loading', 'unloading', 'failed'],
  ready: ['testing', 'unloading'],
  unloading: ['off', 'elsewhere', 'waiting', 'loading', 'taken', 'failed'],
  failed: ['elsewhere', 'waiting', 'loading', 'off'],
  taken: ['elsewhere', 'waiting', 'loading', 'off'],
};

/** What is fetched or taken in; a file from a disk has no entry before it was read. */
export interface DownloadSubject {
  readonly id: string | null;
  readonly name: string;
  readonly entry: ModelEntry | null;
}

/** The one download, or import from a disk, that may be under way. */
export type DownloadPhase =
  | { readonly phase: 'none' }
  | {
      readonly phase: 'running';
      readonly subject: DownloadSubject;
      readonly progress: DownloadProgress;
      /** Whether the model is loaded as soon as it is here. */
      readonly thenUse: boolean;
      /** Why it goes on or starts again by itself, where it does. */
      readonly again: string | null;
    }
  | { readonly phase: 'pausing'; readonly subject: DownloadSubject; readonly progress: DownloadProgress }
  | { readonly phase: 'paused'; readonly subject: DownloadSubject; readonly progress: DownloadProgress }
  | {
      readonly phase: 'failed';
      readonly subject: DownloadSubject;
      readonly progress: DownloadProgress;
      readonly problem: Problem;
    };

export const DOWNLOAD_FOLLOWS: Readonly<Record<DownloadPhase['phase'], readonly DownloadPhase['phase'][]>> = {
  none: ['running'],
  running: ['running', 'pausing', 'failed', 'none'],
  pausing: ['paused', 'none', 'failed'],
  paused: ['running', 'none'],
  failed: ['running', 'none'],
};

/** The next phase, or an error where the table does not allow it. */
export function follow<P extends string, S extends { readonly phase: P }>(
  table: Readonly<Record<P, readonly P[]>>,
  now: S,
  next: S,
): S {
  if (!table[now.phase].includes(next.phase))
    throw new Error(`A model's phase can't go from ${now.phase} to ${next.phase}.`);
  return next;
}
