import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Run } from '../domain/runs/run';
import { RunKeeper } from './run-keeper';

const run = (id: string): Run => ({
  kind: 'run',
  version: 1,
  id,
  startedAt: 0,
  summary: { question: '', method: '', profile: '', deltaBefore: null, deltaAfter: null, outcome: '' },
  events: [],
});

describe('RunKeeper', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function keeper() {
    const kept: string[] = [];
    return { kept, keeper: new RunKeeper(async ({ id }) => void kept.push(id), 500) };
  }

  it('stores the last of several runs that follow each other fast', () => {
    const { kept, keeper: it } = keeper();
    it.soon(run('a'));
    vi.advanceTimersByTime(400);
    it.soon(run('b'));
    vi.advanceTimersByTime(499);
    expect(kept).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(kept).toEqual(['b']);
  });

  it('stores at once when it is told to, and only once', async () => {
    const { kept, keeper: it } = keeper();
    it.soon(run('a'));
    await it.flush();
    await it.flush();
    vi.advanceTimersByTime(1000);
    expect(kept).toEqual(['a']);
  });

  it('stores a run that grows in order, skips what has been overtaken, and loses no other run', async () => {
    const kept: string[] = [];
    const held: (() => void)[] = [];
    const slow = new RunKeeper(async ({ id, startedAt }) => {
      await new Promise<void>((resolve) => held.push(resolve));
      kept.push(`${id}${startedAt}`);
    }, 500);
    const version = (id: string, startedAt: number) => ({ ...run(id), startedAt });
    const first = slow.now(version('a', 1));
    void slow.now(version('a', 2));
    void slow.now(version('b', 1));
    const last = slow.now(version('a', 3));
    const flushed = slow.flush();
    for (let at = 0; at < 3; at += 1) {
      await vi.waitFor(() => expect(held.length).toBe(at + 1));
      held[at]();
    }
    await Promise.all([first, last, flushed]);
    expect(kept.toSorted()).toEqual(['a1', 'a3', 'b1']);
  });

  it('goes on storing after a version that could not be stored', async () => {
    const kept: string[] = [];
    let refuses = true;
    const keeper = new RunKeeper(async ({ id }) => {
      if (refuses) throw new Error('full');
      kept.push(id);
    }, 500);
    await expect(keeper.now(run('a'))).rejects.toThrow('full');
    refuses = false;
    await keeper.now(run('b'));
    expect(kept).toEqual(['b']);
  });
});
