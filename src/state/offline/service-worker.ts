import type { KeepEngine } from '../../service-worker/requests';

const FIRST_RUN = 'run:complete';
/** A first run that does not come (another screen was opened) is waited for so long, in milliseconds. */
const PATIENCE_MS = 8000;
/** How long the files of an engine may take to be kept, in milliseconds. */
const KEEP_MS = 120_000;

/** The folder of the page: what the service worker answers for. */
export const scope = (): string => new URL('.', document.baseURI).href;

/** Whether this page may have a service worker: built, over a secure connection, and not in a private window that forbids it. */
function possible(): boolean {
  return import.meta.env.PROD && 'serviceWorker' in navigator && 'caches' in globalThis;
}

/** Registers the service worker; undefined where there can be none. Never rejects: without it the app works as long as there is a network. */
export async function register(): Promise<ServiceWorkerRegistration | undefined> {
  if (!possible()) return undefined;
  try {
    const registered: ServiceWorkerRegistration | undefined = await navigator.serviceWorker.register(
      new URL('service-worker.js', scope()),
      { updateViaCache: 'none' },
    );
    return registered;
  } catch {
    return undefined;
  }
}

/** Registers it when the first run is on the screen and nothing else is to do: it must not slow what a visitor came for. */
export function registerWhenIdle(): void {
  if (!possible()) return;
  const idle = (): void => {
    // Safari has no requestIdleCallback.
    if ('requestIdleCallback' in window) requestIdleCallback(() => void register(), { timeout: PATIENCE_MS });
    else setTimeout(() => void register(), 1000);
  };
  const seen = new Promise<void>((resolve) => {
    new PerformanceObserver((list, observer) => {
      if (list.getEntriesByName(FIRST_RUN).length === 0) return;
      observer.disconnect();
      resolve();
    }).observe({ type: 'mark', buffered: true });
    setTimeout(resolve, PATIENCE_MS);
  });
  void seen.then(idle);
}

/**
 * Keeps the files of an engine, so that a model which is here also loads without a network. False where they could not
 * be kept, or where there is no service worker to keep them. `engine`: part of the names of its files.
 */
export async function keepEngine(engine: 'webllm' | 'wllama'): Promise<boolean> {
  if (!(await register())) return false;
  // A service worker that can't be installed is never ready.
  const { active } = await Promise.race([
    navigator.serviceWorker.ready,
    new Promise<{ active: null }>((resolve) => setTimeout(() => resolve({ active: null }), KEEP_MS)),
  ]);
  if (!active) return false;
  const { port1, port2 } = new MessageChannel();
  const asked: KeepEngine = { kind: 'keep-engine', engine };
  return new Promise((resolve) => {
    const late = setTimeout(() => resolve(false), KEEP_MS);
    port1.onmessage = ({ data }) => {
      clearTimeout(late);
      resolve(data === true);
    };
    active.postMessage(asked, [port2]);
  });
}
