import { describe, expect, it } from 'vitest';
import { scriptedReasoner, threeGraph, threeValues } from '../../tests/fixtures/runs/scripted-reasoner';
import { SMALL_MODEL, slowReasoner, WRITES_AND_RATES } from '../../tests/fixtures/runs/slow-reasoner';
import type { Question } from '../domain/questions/question';
import { BUILTIN_ONLY } from '../domain/runs/primitive';
import type { Run } from '../domain/runs/run';
import { CompareState } from './compare-state.svelte';
import { DEFAULT_SETTINGS, type Dial, type World } from './run-config';

const QUESTION: Question = {
  kind: 'question',
  version: 1,
  id: 'q',
  theme: 'own',
  text: 'Which?',
  options: [],
};
const HIGH: Dial = { target: { security: 5 }, profileName: 'High' };
const OTHER: Dial = { target: { security: 4.6 }, profileName: 'Other' };
const base = { system: threeValues, graph: threeGraph, merge: { face: 'none', humility: 'none' } } as const;
/** Tokens that one column takes: the answer, three ratings, the response. */
const COLUMN_TOKENS = 4 + 3 + 4;

async function comparison() {
  const slow = slowReasoner({ security: 1 }, [{ security: 5 }, { security: 5 }, { security: 5 }]);
  const world: World = {
    ...base,
    reasoner: slow.reasoner,
    assignment: WRITES_AND_RATES,
    model: SMALL_MODEL,
  };
  const stored: Partial<Record<string, Run>> = {};
  let clock = 0;
  let id = 0;
  const compare = new CompareState({
    keep: async (run) => void (stored[run.id] = run),
    now: () => (clock += 100),
    newId: () => `run-${(id += 1)}`,
  });
  await compare.open(world, QUESTION, DEFAULT_SETTINGS, [HIGH, OTHER]);
  return { compare, slow, stored, world };
}

const endings = (compare: CompareState) => compare.columns.map(({ run }) => run && run.summary.outcome);

describe('a comparison with a language model', () => {
  it('begins when it is told to, and answers one column after the other', async () => {
    const { compare, slow } = await comparison();
    expect(slow.calls).toEqual([]);
    expect(compare.waiting).toBe(2);
    const all = compare.runAll();
    await slow.settled();
    expect(compare.live?.columnId).toBe(compare.columns[0]?.id);
    expect(compare.columns.map(({ queued }) => queued)).toEqual([false, true]);
    await slow.tokens(COLUMN_TOKENS);
    expect(compare.live?.columnId).toBe(compare.columns[1]?.id);
    expect(endings(compare)).toEqual(['steered', null]);
    await slow.tokens(COLUMN_TOKENS);
    await all;
    expect(compare.live).toBeNull();
    expect(endings(compare)).toEqual(['steered', 'steered']);
    expect(compare.waiting).toBe(0);
  });

  it('stops at a token, keeps and stores what there is, and goes on from there', async () => {
    const { compare, slow, stored } = await comparison();
    const all = compare.runAll();
    await slow.settled();
    await slow.tokens(4);
    await compare.stop();
    await all;
    expect(endings(compare)).toEqual(['stopped', null]);
    expect(stored['run-1']?.events.map(({ type }) => type)).toEqual(['started', 'answer', 'finished']);
    slow.calls.length = 0;
    const rest = compare.runAll();
    await slow.settled();
    expect(slow.calls).toEqual(['attribute Security']);
    await slow.tokens(3 + 4 + COLUMN_TOKENS);
    await rest;
    expect(endings(compare)).toEqual(['steered', 'steered']);
    expect(Object.keys(stored)).toEqual(['run-1', 'run-2']);
  });

  it('makes no run again that is there already', async () => {
    const { compare, slow, world } = await comparison();
    const all = compare.runAll();
    await slow.settled();
    await slow.tokens(2 * COLUMN_TOKENS);
    await all;
    const runs = compare.columns.map(({ run }) => run?.id);
    await compare.open({ ...world }, QUESTION, { ...DEFAULT_SETTINGS }, [HIGH, OTHER]);
    expect(compare.columns.map(({ run }) => run?.id)).toEqual(runs);
    const shown = compare.columns[0]?.run ?? null;
    const fresh = await comparison();
    await fresh.compare.open(fresh.world, QUESTION, { ...DEFAULT_SETTINGS }, [HIGH, OTHER], shown);
    expect(fresh.compare.columns.map(({ run }) => run?.id)).toEqual([shown?.id, undefined]);
    await compare.open(world, QUESTION, { ...DEFAULT_SETTINGS, seed: 2 }, [HIGH, OTHER]);
    expect(endings(compare)).toEqual([null, null]);
  });

  it('never puts a run of older settings into a column', async () => {
    const { compare, slow, world, stored } = await comparison();
    const all = compare.runAll();
    await slow.settled();
    await slow.tokens(2);
    await compare.open(world, QUESTION, { ...DEFAULT_SETTINGS, seed: 2 }, [HIGH, OTHER]);
    await all;
    expect(endings(compare)).toEqual([null, null]);
    await compare.stop();
    expect(stored['run-1']?.summary.outcome).toBe('stopped');
  });

  it('answers a column that is added or replaced when it is told to, and lets go of one that is removed', async () => {
    const { compare, slow } = await comparison();
    await compare.add(HIGH);
    await compare.replace(compare.columns[1]?.id ?? 0, HIGH);
    expect(slow.calls).toEqual([]);
    const all = compare.runAll();
    await slow.settled();
    compare.remove(compare.columns[0]?.id ?? 0);
    await slow.settled();
    expect(compare.columns).toHaveLength(2);
    expect(compare.live?.columnId).toBe(compare.columns[0]?.id);
    await compare.stop();
    await all;
  });
});

describe('a comparison without one', () => {
  it('runs by itself', async () => {
    const { reasoner } = scriptedReasoner({ security: 1 }, [{ security: 5 }, { security: 4.6 }]);
    const compare = new CompareState({ keep: async () => undefined, now: () => 1, newId: () => 'run' });
    const world: World = { ...base, reasoner, assignment: BUILTIN_ONLY, model: null };
    await compare.open(world, QUESTION, DEFAULT_SETTINGS, [HIGH, OTHER]);
    expect(compare.byHand).toBe(false);
    expect(compare.columns.every(({ run }) => run !== null)).toBe(true);
  });
});
