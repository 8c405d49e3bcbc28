const KEY = 'steerboard:preferences';

const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** How the app looks on this device. Kept in local storage so that the first paint already has it; lost without harm. */
export class Preferences {
  #theme = $state<Theme>('system');
  #projector = $state(false);
  #ownGraphs = $state(false);

  constructor() {
    const stored = read();
    this.#theme = THEMES.find((theme) => theme === stored.theme) ?? 'system';
    this.#projector = stored.projector === true;
    this.#ownGraphs = stored.ownGraphs === true;
  }

  get theme(): Theme {
    return this.#theme;
  }

  set theme(theme: Theme) {
    this.#theme = theme;
    this.#write();
  }

  get projector(): boolean {
    return this.#projector;
  }

  set projector(projector: boolean) {
    this.#projector = projector;
    this.#write();
  }

  /** Whether a graph is chosen for Steer: without one the first run need not wait for what is stored. */
  get ownGraphs(): boolean {
    return this.#ownGraphs;
  }

  set ownGraphs(ownGraphs: boolean) {
    this.#ownGraphs = ownGraphs;
    this.#write();
  }

  #write(): void {
    try {
      localStorage.setItem(
        KEY,
        JSON.stringify({ theme: this.#theme, projector: this.#projector, ownGraphs: this.#ownGraphs }),
      );
    } catch {
      // Private mode: the choice holds until the page closes.
    }
  }
}

/** Read by hand: the first paint waits for it, and a schema's code would come too late. */
function read(): { theme?: unknown; projector?: unknown; ownGraphs?: unknown } {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return typeof stored === 'object' && stored !== null ? stored : {};
  } catch {
    return {};
  }
}
