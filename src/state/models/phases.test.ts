import { describe, expect, it } from 'vitest';
import { DOWNLOAD_FOLLOWS, ENGINE_FOLLOWS, follow, type DownloadPhase } from './phases';

/** Every phase that can come after one, at whatever remove. */
function reached(table: Readonly<Record<string, readonly string[]>>, from: string): string[] {
  const seen = [from];
  for (const phase of seen) seen.push(...table[phase].filter((next) => !seen.includes(next)));
  return seen.toSorted();
}

describe('the tables of phases', () => {
  it('lead from rest to every phase, and from every phase back to rest', () => {
    for (const [table, rest] of [
      [ENGINE_FOLLOWS, 'off'],
      [DOWNLOAD_FOLLOWS, 'none'],
    ] as const) {
      const all = Object.keys(table).toSorted();
      expect(reached(table, rest)).toEqual(all);
      for (const phase of all) expect(reached(table, phase), phase).toContain(rest);
    }
  });

  it('let no model be used, failed or handed over that was not freed first', () => {
    expect(ENGINE_FOLLOWS.ready).toEqual(['testing', 'unloading']);
  });

  it('refuse what they do not have', () => {
    const none: DownloadPhase = { phase: 'none' };
    const progress = {
      phase: 'plan',
      doneBytes: 0,
      totalBytes: null,
      file: null,
      bytesPerSecond: null,
    } as const;
    const paused: DownloadPhase = { phase: 'paused', subject: { id: 'a', name: 'A', entry: null }, progress };
    expect(() => follow<DownloadPhase['phase'], DownloadPhase>(DOWNLOAD_FOLLOWS, none, paused)).toThrow(
      'from none to paused',
    );
  });
});
