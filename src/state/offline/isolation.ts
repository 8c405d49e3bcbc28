import { readIsolationChoice, writeIsolationChoice } from '../../service-worker/isolation-choice';
import { register, scope } from './service-worker';

/**
 * What asking for isolation has led to. `already`: the page is isolated, by its host or from before; `reloading`: the page
 * reloads now and is isolated then; `unavailable`: this browser or this connection allows no service worker.
 */
export type IsolationOutcome = 'already' | 'reloading' | 'unavailable';

/** Isolates the page, so that the CPU engine may use several threads. The choice holds until it is taken back. */
export async function enableIsolation(): Promise<IsolationOutcome> {
  if (crossOriginIsolated) return 'already';
  if (!(await register())) return 'unavailable';
  await writeIsolationChoice(scope(), true);
  await navigator.serviceWorker.ready;
  location.reload();
  return 'reloading';
}

/** Takes the choice back; the page reloads if it was isolated by it. */
export async function disableIsolation(): Promise<void> {
  if (!(await isolationChosen())) return;
  await writeIsolationChoice(scope(), false);
  if (crossOriginIsolated) location.reload();
}

/** Whether the person chose it, whatever has come of it. Never rejects: a browser that stores nothing has stored no choice. */
export async function isolationChosen(): Promise<boolean> {
  try {
    return 'caches' in globalThis && (await readIsolationChoice(scope()));
  } catch {
    return false;
  }
}
