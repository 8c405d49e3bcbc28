import type { DownloadPhase, EnginePhase } from './phases';
import { downloadFraction, loadFraction } from './shares';

/** What every screen says of models, in a few words: who answers, or what is on its way. */
export type ModelsStatus =
  | { readonly kind: 'builtin' }
  | { readonly kind: 'ready' | 'failed' | 'elsewhere' | 'paused'; readonly name: string }
  /** `share`: 0 to 1, or null while nobody can tell. */
  | {
      readonly kind: 'downloading' | 'copying' | 'checking' | 'loading' | 'testing';
      readonly name: string;
      readonly share: number | null;
    };

/** The engine comes before a download: it decides who answers. */
export function modelsStatus(engine: EnginePhase, download: DownloadPhase): ModelsStatus {
  switch (engine.phase) {
    case 'ready':
      return { kind: 'ready', name: engine.entry.name };
    case 'loading':
      return { kind: 'loading', name: engine.entry.name, share: loadFraction(engine.progress) };
    case 'testing':
      return { kind: 'testing', name: engine.entry.name, share: engine.fraction };
    case 'failed':
      return { kind: 'failed', name: engine.entry.name };
    case 'elsewhere':
    case 'waiting':
    case 'taken':
      if (download.phase === 'none') return { kind: 'elsewhere', name: engine.entry.name };
      break;
    default:
  }
  switch (download.phase) {
    case 'running':
      return {
        kind:
          download.progress.phase === 'check'
            ? 'checking'
            : download.subject.entry === null
              ? 'copying'
              : 'downloading',
        name: download.subject.name,
        share: downloadFraction(download.progress),
      };
    case 'pausing':
    case 'paused':
      return { kind: 'paused', name: download.subject.name };
    case 'failed':
      return { kind: 'failed', name: download.subject.name };
    default:
      return { kind: 'builtin' };
  }
}
