import { describe, expect, it } from 'vitest';
import { scriptedReasoner, threeGraph, threeValues } from '../../tests/fixtures/runs/scripted-reasoner';
import { SMALL_MODEL, slowReasoner, WRITES_AND_RATES } from '../../tests/fixtures/runs/slow-reasoner';
import type { Question } from '../domain/questions/question';
import { BUILTIN_ONLY } from '../domain/runs/primitive';
import { findEvent } from '../domain/runs/read-run';
import type { Run } from '../domain/runs/run';
import { runSchema } from '../domain/runs/run';
import type { World } from './run-config';
import { SteerState } from './steer-state.svelte';

const QUESTION: Question = {
  kind: 'question',
  version: 1,
  id: 'q',
  theme: 'own',
  text: 'Which way?',
  options: [],
};
const OTHER: Question = { ...QUESTION, id: 'other', text: 'And which other way?' };
const base = { system: threeValues, graph: threeGraph, merge: { face: 'none', humility: 'none' } } as const;

const builtinWorld = (): World => ({
  ...base,
  reasoner: scriptedReasoner({ security: 1 }, [{ security: 5 }]).reasoner,
  assignment: BUILTIN_ONLY,
  model: null,
});

/** A Steer screen with a question and a dial, whose runs are written by a model that waits for every token. */
async function desk(given: Partial<World> = {}) {
  const slow = slowReasoner({ security: 1 }, [{ security: 5 }, { security: 5 }]);
  const world: World = {
    ...base,
    reasoner: slow.reasoner,
    assignment: WRITES_AND_RATES,
    model: SMALL_MODEL,
    ...given,
  };
  const stored = new Map<string, Run>();
  const puts: Run[] = [];
  const clock = { ms: 0 };
  const loads: unknown[] = [];
  let id = 0;
  const steer = new SteerState({
    load: async (systemId, merge, assignment) => {
      loads.push([systemId, merge, assignment]);
      return { ...world, merge, assignment: assignment ?? world.assignment };
    },
    read: async (runId) => stored.get(runId),
    keep: async (run) => {
      puts.push(run);
      stored.set(run.id, runSchema.parse(JSON.parse(JSON.stringify(run))));
    },
    now: () => (clock.ms += 100),
    newId: () => `run-${(id += 1)}`,
  });
  await steer.load('three', world.merge);
  await steer.begin(QUESTION, { target: { security: 5 }, profileName: null });
  return { steer, slow, stored, puts, world, clock, loads };
}

const types = (run: { events: readonly { type: string }[] } | undefined) =>
  run?.events.map(({ type }) => type);

describe('a run with a language model', () => {
  it('does not begin by itself, whatever is dialled, asked or set', async () => {
    const { steer, slow, puts } = await desk();
    expect(steer.status).toBe('idle');
    await steer.set('security', 4);
    await steer.dial({ target: { stimulation: 5 }, profileName: 'Bold' });
    await steer.undo();
    await steer.redo();
    await steer.configure({ maxAttempts: 2 });
    await steer.ask(OTHER);
    await steer.load('three', { face: 'power', humility: 'none' });
    expect(slow.calls).toEqual([]);
    expect(puts).toEqual([]);
    expect(steer.byHand).toBe(true);
  });

  it('shows each event and each token as it comes', async () => {
    const { steer, slow } = await desk();
    const run = steer.run();
    await slow.settled();
    expect(steer.status).toBe('running');
    expect(types(steer)).toEqual(['started']);
    expect(steer.live?.call).toMatchObject({ primitive: 'answer', phase: 'prefill', tokens: 0 });
    await slow.tokens(2);
    expect(steer.live?.call).toMatchObject({ phase: 'decode', text: 'One two', tokens: 2 });
    await slow.tokens(2);
    expect(types(steer)).toEqual(['started', 'answer']);
    expect(steer.live?.call).toMatchObject({ primitive: 'attribute', about: 'Security', callsLeft: 2 });
    await slow.tokens(3 + 4);
    await run;
    expect(steer.live).toBeNull();
    expect(steer.status).toBe('done');
    expect(types(steer)?.at(-1)).toBe('finished');
  });

  it('is stored after every event, so that a page that is closed leaves it behind', async () => {
    const { steer, slow, stored, puts } = await desk();
    const run = steer.run();
    await slow.settled();
    expect(types(stored.get('run-1'))).toEqual(['started']);
    await slow.tokens(4);
    expect(stored.get('run-1')?.summary).toMatchObject({
      outcome: 'unfinished',
      model: 'Small 135M',
      assignment: WRITES_AND_RATES,
    });
    await slow.tokens(3);
    expect(types(stored.get('run-1'))).toEqual([
      'started',
      'answer',
      'attribution',
      'intervention',
      'concepts',
    ]);
    await slow.tokens(4);
    await run;
    await steer.flush();
    expect(types(stored.get('run-1'))).toEqual(types(steer));
    expect([...stored.keys()]).toEqual(['run-1']);
    expect(puts.length).toBeGreaterThanOrEqual(4);
  });

  it('leaves behind what is written so far of a text, not only whole steps', async () => {
    const { steer, slow, stored, clock } = await desk();
    const run = steer.run();
    await slow.settled();
    const partial = () => findEvent(stored.get('run-1')?.events ?? [], 'finished')?.partial;
    clock.ms += 5000;
    await slow.tokens(1);
    expect(partial()).toEqual({ primitive: 'answer', text: 'One' });
    await slow.tokens(1);
    expect(partial()?.text).toBe('One');
    clock.ms += 5000;
    await slow.tokens(1);
    expect(partial()?.text).toBe('One two three');
    await slow.tokens(1);
    expect(types(stored.get('run-1'))).toEqual(['started', 'answer']);
    void steer.stop();
    await run;
  });

  it('stops in mid-token, keeps what there is, and stores it', async () => {
    const { steer, slow, stored } = await desk();
    const run = steer.run();
    await slow.settled();
    await slow.tokens(4 + 3 + 2);
    void steer.stop();
    expect(steer.live?.stopping).toBe(true);
    await run;
    await steer.flush();
    expect(steer.status).toBe('stopped');
    expect(steer.short).toBe('stopped');
    expect(findEvent(steer.events, 'finished')).toMatchObject({
      outcome: 'stopped',
      partial: { primitive: 'realise', text: 'Response 1' },
    });
    expect(stored.get('run-1')?.events).toEqual(steer.events);
  });

  it('previews the graph at once while the text stays the older one, and says what has changed', async () => {
    const { steer, slow } = await desk();
    const run = steer.run();
    await slow.settled();
    await slow.tokens(11);
    await run;
    expect(steer.changes).toEqual([]);
    expect(steer.preview).toBeNull();
    const before = steer.events;
    steer.drag('security', 3);
    expect(steer.preview?.effects.find(({ valueId }) => valueId === 'security')?.after).toBe(3);
    await steer.set('security', 3);
    expect(steer.changes).toEqual(['dial']);
    expect(steer.events).toBe(before);
    await steer.configure({ maxAttempts: 1 });
    expect(steer.changes).toEqual(['dial', 'settings']);
    await steer.undo();
    expect(steer.changes).toEqual(['settings']);
  });

  it('never shows the text of one question under another', async () => {
    const { steer, slow } = await desk();
    const run = steer.run();
    await slow.settled();
    await slow.tokens(11);
    await run;
    await steer.ask(OTHER);
    expect(steer.events).toEqual([]);
    expect(steer.status).toBe('idle');
    expect(steer.runId).toBeNull();
  });

  it('is stopped and stored by another question, and its end does not take the screen', async () => {
    const { steer, slow, stored } = await desk();
    const run = steer.run();
    await slow.settled();
    await slow.tokens(2);
    await steer.ask(OTHER);
    await run;
    await steer.flush();
    expect(steer.events).toEqual([]);
    expect(steer.question).toBe(OTHER);
    expect(stored.get('run-1')?.summary.outcome).toBe('stopped');
  });

  it('goes on while the dial is moved, with the dial that it began with', async () => {
    const { steer, slow } = await desk();
    const run = steer.run();
    await slow.settled();
    steer.drag('stimulation', 2);
    await steer.set('stimulation', 2);
    expect(steer.status).toBe('running');
    expect(steer.changes).toEqual(['dial']);
    await slow.tokens(11);
    await run;
    expect(findEvent(steer.events, 'started')?.config.target).toEqual({ security: 5 });
    expect(steer.status).toBe('done');
  });

  it('says where it failed and keeps what was done', async () => {
    const { steer, slow, stored } = await desk();
    const run = steer.run();
    await slow.settled();
    await slow.tokens(5);
    await slow.break('The graphics card was lost.');
    await run;
    await steer.flush();
    expect(steer.status).toBe('failed');
    expect(steer.short).toBe('failed');
    expect(findEvent(steer.events, 'failed')).toMatchObject({
      step: 'attribution',
      message: expect.stringContaining('graphics card'),
    });
    expect(types(stored.get('run-1'))).toEqual(['started', 'answer', 'failed']);
  });

  it('forecasts nothing before anything was measured, and from the calls so far after it', async () => {
    const { steer, slow } = await desk();
    const run = steer.run();
    await slow.settled();
    expect(steer.live?.forecast(0)).toEqual({ calls: 1 + 3 + 1, ms: null });
    await slow.tokens(4);
    // One call took 1,000 ms by its event; three are left after the one under way, which has just begun.
    const now = steer.live?.forecast(0);
    expect(now?.calls).toBe(2 + 1);
    expect(now?.ms).toBeGreaterThan(0);
    await slow.tokens(7);
    await run;
    void steer.run();
    await slow.settled();
    expect(steer.live?.forecast(0).ms).toBeGreaterThan(0);
    void steer.stop();
  });
});

describe('going on', () => {
  it('goes on with a stopped run under its own id, and asks for nothing that is there', async () => {
    const { steer, slow, stored } = await desk();
    const first = steer.run();
    await slow.settled();
    await slow.tokens(4 + 3 + 2);
    void steer.stop();
    await first;
    const before = steer.events.slice(0, -1);
    slow.calls.length = 0;
    expect(steer.goingOn).toMatchObject({ ready: true });
    const second = steer.goOn();
    await slow.settled();
    expect(steer.runId).toBe('run-1');
    expect(steer.events).toEqual(before);
    expect(slow.calls).toEqual(['realise']);
    await slow.tokens(4);
    await second;
    await steer.flush();
    expect(steer.status).toBe('done');
    expect(steer.events.slice(0, before.length)).toEqual(before);
    expect(types(steer)).toEqual([
      'started',
      'answer',
      'attribution',
      'intervention',
      'concepts',
      'response',
      'verification',
      'finished',
    ]);
    expect([...stored.keys()]).toEqual(['run-1']);
    expect(stored.get('run-1')?.events).toEqual(steer.events);
  });

  it('goes on with a run whose page was closed, opened from what was stored of it', async () => {
    const closed = await desk();
    void closed.steer.run();
    await closed.slow.settled();
    await closed.slow.tokens(4);
    const left = closed.stored.get('run-1');
    if (!left) throw new Error('nothing was stored');
    const { steer, slow } = await desk();
    await steer.open(left);
    expect(steer.short).toBe('cut-off');
    expect(steer.status).toBe('stopped');
    const run = steer.goOn();
    await slow.settled();
    await slow.tokens(3 + 4);
    await run;
    expect(slow.calls[0]).toBe('attribute Security');
    expect(steer.status).toBe('done');
    expect(steer.events.slice(0, left.events.length)).toEqual(left.events);
  });

  it('tries a failed step again', async () => {
    const { steer, slow } = await desk();
    const first = steer.run();
    await slow.settled();
    await slow.tokens(4);
    await slow.break('The graphics card was lost.');
    await first;
    const second = steer.goOn();
    await slow.settled();
    expect(steer.short).toBeNull();
    await slow.tokens(3 + 4);
    await second;
    expect(steer.short).toBeNull();
    expect(types(steer)).not.toContain('failed');
  });

  it('never stores less than there was, whenever the plug is pulled', async () => {
    const { steer, slow, puts } = await desk();
    const first = steer.run();
    await slow.settled();
    await slow.tokens(4 + 3);
    void steer.stop();
    await first;
    await steer.flush();
    puts.length = 0;
    const second = steer.goOn();
    await slow.settled();
    await slow.tokens(4);
    await second;
    await steer.flush();
    expect(puts.length).toBeGreaterThan(0);
    for (const put of puts) expect(put.events.length).toBeGreaterThanOrEqual(6);
  });

  it('goes on with the merge that the run began with, whatever is chosen since', async () => {
    const { steer, slow, world, loads } = await desk();
    const run = steer.run();
    await slow.settled();
    await slow.tokens(4);
    void steer.stop();
    await run;
    await steer.load('three', { face: 'power', humility: 'none' });
    loads.length = 0;
    const next = steer.goOn();
    await slow.settled();
    expect(loads).toEqual([['three', world.merge, WRITES_AND_RATES]]);
    void steer.stop();
    await next;
  });

  it('asks for nothing that another tab has stored of the run since, and loses none of it', async () => {
    const { steer, slow, stored } = await desk();
    const first = steer.run();
    await slow.settled();
    await slow.tokens(4);
    void steer.stop();
    await first;
    await steer.flush();
    const left = stored.get('run-1');
    if (!left) throw new Error('nothing was stored');

    const other = await desk();
    await other.steer.open(left);
    const further = other.steer.goOn();
    await other.slow.settled();
    await other.slow.tokens(3 + 2);
    void other.steer.stop();
    await further;
    await other.steer.flush();
    const longer = other.stored.get('run-1');
    if (!longer) throw new Error('nothing was stored');

    stored.set('run-1', longer);
    slow.calls.length = 0;
    const next = steer.goOn();
    await slow.settled();
    expect(slow.calls).toEqual(['realise']);
    expect(types(stored.get('run-1'))).toEqual(expect.arrayContaining(['attribution', 'concepts']));
    await slow.tokens(4);
    await next;
    await steer.flush();
    expect(steer.events.slice(0, 5)).toEqual(longer.events.slice(0, 5));

    // Where the other tab has brought it to its end, there is nothing left to do.
    const whole = stored.get('run-1');
    if (!whole) throw new Error('nothing was stored');
    other.stored.set('run-1', whole);
    other.slow.calls.length = 0;
    await other.steer.goOn();
    expect(other.slow.calls).toEqual([]);
    expect(other.steer.status).toBe('done');
    expect(other.steer.events).toEqual(whole.events);
  });

  it('says which model it needs where that one is not loaded', async () => {
    const made = await desk();
    const run = made.steer.run();
    await made.slow.settled();
    void made.steer.stop();
    await run;
    await made.steer.flush();
    const [left] = made.stored.values();
    const { steer } = await desk(builtinWorld());
    await steer.open(left);
    expect(steer.goingOn).toEqual({ ready: false, model: SMALL_MODEL });
    await steer.goOn();
    expect(steer.live).toBeNull();
    expect(steer.events).toEqual(left.events);
  });

  it('takes up the division of the work that the run began with', async () => {
    const made = await desk();
    const run = made.steer.run();
    await made.slow.settled();
    await made.slow.tokens(4);
    void made.steer.stop();
    await run;
    await made.steer.flush();
    const [left] = made.stored.values();
    const { steer, slow, world } = await desk();
    steer.takeUp({ ...world, assignment: { ...WRITES_AND_RATES, judge: 'llm' } });
    await steer.open(left);
    const next = steer.goOn();
    await slow.settled();
    expect(slow.calls).toEqual(['attribute Security']);
    void steer.stop();
    await next;
  });

  it('is not offered where there is nothing to go on with', async () => {
    const { steer, slow } = await desk();
    expect(steer.goingOn).toBeNull();
    const run = steer.run();
    await slow.settled();
    expect(steer.goingOn).toBeNull();
    await slow.tokens(11);
    await run;
    expect(steer.goingOn).toBeNull();
  });
});

describe('a world that comes while the page is open', () => {
  it('runs nothing, and the screen says that the run was made by another', async () => {
    const { steer, slow, world, puts } = await desk(builtinWorld());
    expect(steer.status).toBe('done');
    const before = steer.events;
    steer.takeUp({ ...world, reasoner: slow.reasoner, assignment: WRITES_AND_RATES, model: SMALL_MODEL });
    await slow.settled();
    expect(steer.events).toBe(before);
    expect(steer.changes).toEqual(['who']);
    expect(slow.calls).toEqual([]);
    expect(puts).toEqual([]);
  });

  it('leaves a run under way with the world that it began with', async () => {
    const { steer, slow, world } = await desk();
    const run = steer.run();
    await slow.settled();
    steer.takeUp({ ...world, ...builtinWorld() });
    expect(steer.status).toBe('running');
    await slow.tokens(11);
    await run;
    expect(findEvent(steer.events, 'started')?.config.model?.id).toBe(SMALL_MODEL.id);
    expect(steer.changes).toEqual(['who']);
  });

  it('goes back to runs that follow the dial where no language model takes part', async () => {
    const { steer, world } = await desk();
    steer.takeUp({ ...world, ...builtinWorld() });
    await steer.set('security', 4.5);
    expect(steer.status).toBe('done');
    expect(findEvent(steer.events, 'started')?.config.target).toEqual({ security: 4.5 });
  });

  it('is refused where it is of another value system or merge: it was asked for before the last choice', async () => {
    const { steer, world } = await desk(builtinWorld());
    const [before, events] = [steer.world, steer.events];
    const system = { ...threeValues, id: 'four' };
    expect(steer.takeUp({ ...world, system, graph: { ...threeGraph, valueSystemId: 'four' } })).toBe(false);
    expect(steer.takeUp({ ...world, merge: { face: 'power', humility: 'none' } })).toBe(false);
    expect([steer.world, steer.events]).toEqual([before, events]);
    expect(steer.target).toEqual({ security: 5 });
    expect(steer.takeUp({ ...world })).toBe(true);
  });

  it('without a language model leaves a run under way to its end, whatever is touched', async () => {
    const { steer, slow, world } = await desk();
    const run = steer.run();
    await slow.settled();
    steer.takeUp({ ...world, ...builtinWorld() });
    steer.drag('security', 3);
    await steer.set('security', 3);
    await steer.configure({ maxAttempts: 2 });
    const merge = { face: 'power', humility: 'none' } as const;
    await steer.load('three', merge);
    steer.takeUp({ ...world, ...builtinWorld(), merge });
    expect(steer.status).toBe('running');
    await slow.tokens(11);
    await run;
    expect(findEvent(steer.events, 'started')?.config.model?.id).toBe(SMALL_MODEL.id);
    expect(types(steer)?.at(-1)).toBe('finished');
    // From now on runs follow the dial again.
    await steer.set('security', 2);
    expect(findEvent(steer.events, 'started')?.config).toMatchObject({
      target: { security: 2 },
      model: null,
    });
  });

  it('without a language model gives way to another question', async () => {
    const { steer, slow, world, stored } = await desk();
    const run = steer.run();
    await slow.settled();
    steer.takeUp({ ...world, ...builtinWorld() });
    await steer.ask(OTHER);
    await run;
    expect(findEvent(steer.events, 'started')?.config.question).toEqual(OTHER);
    expect(stored.get('run-1')?.summary.outcome).toBe('stopped');
  });
});
