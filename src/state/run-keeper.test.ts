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
});
