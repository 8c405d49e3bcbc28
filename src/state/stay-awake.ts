/** What a document has that tells whether it is seen, and the browser's lock where it has one. */
export interface Page {
  readonly visibilityState: string;
  readonly defaultView: {
    // Absent on plain http.
    readonly navigator: { readonly wakeLock?: { request(type: 'screen'): Promise<Lock> } };
  } | null;
  addEventListener(type: 'visibilitychange', listener: () => void): void;
  removeEventListener(type: 'visibilitychange', listener: () => void): void;
}

interface Lock {
  release(): Promise<void>;
}

/**
 * Keeps the screen on where the browser can, until the function that comes back is called: a computer that falls asleep
 * stops an engine in mid-word. The browser takes the lock away with each hiding of the page, so it is asked for again.
 */
export function stayAwake(onhide: () => void, page: Page | undefined = globalThis.document): () => void {
  if (!page) return () => undefined;
  const wakeLock = page.defaultView?.navigator.wakeLock;
  let held: Promise<Lock | null> | null = null;
  let over = false;
  const release = (lock: Lock | null) => void lock?.release();
  const ask = () => {
    if (over || page.visibilityState !== 'visible') return;
    void held?.then(release);
    // Refused when the battery is low: the run goes on without it.
    held = wakeLock?.request('screen').catch(() => null) ?? null;
  };
  const changed = () => {
    if (page.visibilityState === 'hidden') onhide();
    else ask();
  };
  page.addEventListener('visibilitychange', changed);
  ask();
  return () => {
    over = true;
    page.removeEventListener('visibilitychange', changed);
    void held?.then(release);
  };
}
