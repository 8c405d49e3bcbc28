import { z } from 'zod';

const KEY = 'steerboard:preferences';

const preferencesSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']).catch('system'),
  projector: z.boolean().catch(false),
});
export type Theme = z.infer<typeof preferencesSchema>['theme'];

/** How the app looks on this device. Kept in local storage so that the first paint already has it; lost without harm. */
export class Preferences {
  #theme = $state<Theme>('system');
  #projector = $state(false);

  constructor() {
    const stored = preferencesSchema.safeParse(read());
    if (!stored.success) return;
    this.#theme = stored.data.theme;
    this.#projector = stored.data.projector;
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

  #write(): void {
    try {
      localStorage.setItem(KEY, JSON.stringify({ theme: this.#theme, projector: this.#projector }));
    } catch {
      // Private mode: the choice holds until the page closes.
    }
  }
}

function read(): unknown {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '{}');
  } catch {
    return {};
  }
}
