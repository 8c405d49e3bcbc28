import { describe, expect, it, vi } from 'vitest';
import { stayAwake, type Page } from './stay-awake';

/** A page that can be hidden, whose browser gives locks or refuses them. */
function page(request?: () => Promise<{ release: () => Promise<void> }>) {
  const listeners = new Set<() => void>();
  const state = { visibilityState: 'visible' };
  const fake: Page = {
    get visibilityState() {
      return state.visibilityState;
    },
    defaultView: { navigator: request ? { wakeLock: { request } } : {} },
    addEventListener: (_type: string, listener: () => void) => listeners.add(listener),
    removeEventListener: (_type: string, listener: () => void) => listeners.delete(listener),
  };
  return {
    document: fake,
    listeners,
    turn(to: 'visible' | 'hidden') {
      state.visibilityState = to;
      for (const listener of listeners) listener();
    },
  };
}

describe('stayAwake', () => {
  it('holds the screen until it is told that it is over, also after the page was hidden', async () => {
    const release = vi.fn(async () => undefined);
    const request = vi.fn(async () => ({ release }));
    const { document, turn, listeners } = page(request);
    const hidden = vi.fn();
    const over = stayAwake(hidden, document);
    expect(request).toHaveBeenCalledTimes(1);
    turn('hidden');
    expect(hidden).toHaveBeenCalledTimes(1);
    turn('visible');
    expect(request).toHaveBeenCalledTimes(2);
    over();
    await vi.waitFor(() => expect(release).toHaveBeenCalledTimes(2));
    expect(listeners.size).toBe(0);
  });

  it('goes without where the browser refuses, has no lock, or there is no page', async () => {
    const hidden = vi.fn();
    const refused = page(() => Promise.reject(new Error('NotAllowedError')));
    const over = stayAwake(hidden, refused.document);
    refused.turn('hidden');
    over();
    const none = page();
    stayAwake(hidden, none.document)();
    expect(hidden).toHaveBeenCalledTimes(1);
    expect(() => stayAwake(hidden, undefined)()).not.toThrow();
  });
});
