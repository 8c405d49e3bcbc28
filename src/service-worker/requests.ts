/** What the page asks of the service worker: to keep the files of an engine. It answers with whether it has them all. */
export interface KeepEngine {
  readonly kind: 'keep-engine';
  /** Part of the names of its files. */
  readonly engine: string;
}

/** Reads a message; undefined where it is none of ours. By hand, because zod would be ten times the rest of the service worker. */
export function readRequest(data: unknown): KeepEngine | undefined {
  if (typeof data !== 'object' || data === null || !('kind' in data) || !('engine' in data)) return undefined;
  const { kind, engine } = data;
  return kind === 'keep-engine' && typeof engine === 'string' && engine !== '' ? { kind, engine } : undefined;
}
