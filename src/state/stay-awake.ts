/**
 * Keeps the screen on where the browser can, until the function that comes back is called: a computer that falls asleep
 * stops an engine in mid-word. The browser takes the lock away with each hiding of the page, so it is asked for again.
 */
export function stayAwake(onhide: () => void, page: Document | undefined = globalThis.document): () => void {
  if (!page) return () => undefined;
  // Absent on plain http.
  const wakeLock: WakeLock | undefined = page.defaultView?.navigator.wakeLock;
  let held: Promise<WakeLockSentinel | null> | null = null;
  let over = false;
  const release = (lock: WakeLockSentinel | null) => void lock?.release();
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
