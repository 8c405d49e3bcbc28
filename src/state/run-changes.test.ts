import { describe, expect, it } from 'vitest';
import { configFor, scriptedReasoner, threeValues } from '../../tests/fixtures/runs/scripted-reasoner';
import { SMALL_MODEL, WRITES_AND_RATES } from '../../tests/fixtures/runs/slow-reasoner';
import { BUILTIN_ONLY } from '../domain/runs/primitive';
import { runConfigSchema } from '../domain/runs/step-event';
import { WITHOUT_MODEL } from '../domain/runs/without-model';
import { runConfig, settingsOf } from './run-config';
import { runChanges, sameModel } from './run-changes';
import { thetaFor } from '../pipeline/theta';

const there = configFor({ model: SMALL_MODEL, assignment: WRITES_AND_RATES });

describe('runChanges', () => {
  it('finds none in a configuration that was stored and read again', () => {
    expect(runChanges(there, runConfigSchema.parse(JSON.parse(JSON.stringify(there))))).toEqual([]);
  });

  it('says of each part whether it is another one', () => {
    const parts = [
      { question: { ...there.question, text: 'Another?' } },
      { target: { security: 4 } },
      { graph: { ...there.graph, edges: [] } },
      { seed: 2 },
      { rating: 'joint' as const },
      { merge: { face: 'power' as const, humility: 'none' as const } },
      { model: { ...SMALL_MODEL, revision: 'other' } },
      { assignment: { ...WRITES_AND_RATES, judge: 'llm' as const } },
    ];
    expect(parts.map((part) => runChanges(there, { ...there, ...part }))).toEqual([
      ['question'],
      ['dial'],
      ['graph'],
      ['settings'],
      ['settings'],
      ['settings'],
      ['who'],
      ['who'],
    ]);
  });

  it('finds none in what is chosen for language models where none takes part', () => {
    const world = { ...there, system: threeValues, reasoner: scriptedReasoner({}, []).reasoner };
    const dial = { target: there.target, profileName: null };
    const settings = { ...settingsOf(there), candidates: 3, relations: 'none', rating: 'joint' } as const;
    const builtin = { ...world, assignment: BUILTIN_ONLY, model: null };
    expect(runConfig(world, there.question, dial, settings)).toMatchObject({
      candidates: 3,
      rating: 'joint',
    });
    expect(runConfig(builtin, there.question, dial, settings)).toMatchObject(WITHOUT_MODEL);
  });

  it('takes no profile name and no rounding of θ for a change', () => {
    expect(runChanges(there, { ...there, profileName: 'Careful' })).toEqual([]);
    for (const set of [1, 2, 3, 7]) {
      const target = Object.fromEntries(Array.from({ length: set }, (_, at) => [`v${at}`, 3]));
      const now = configFor({ target, theta: thetaFor(target, 0.7) });
      const opened = settingsOf(now);
      expect(runChanges(now, { ...now, theta: thetaFor(target, opened.thetaPerValue) })).toEqual([]);
    }
  });

  it('tells θ apart at the smallest step that the setting has', () => {
    const now = configFor({ theta: thetaFor({ security: 5 }, 0.7) });
    expect(runChanges(now, { ...now, theta: thetaFor({ security: 5 }, 0.8) })).toEqual(['settings']);
  });
});

describe('sameModel', () => {
  it('asks for the same weights, not for the same engine or machine', () => {
    expect(sameModel(SMALL_MODEL, { ...SMALL_MODEL, backend: 'CPU, 8 threads', engineVersion: '4' })).toBe(
      true,
    );
    expect(sameModel(SMALL_MODEL, { ...SMALL_MODEL, quantisation: 'Q8_0' })).toBe(false);
    expect(sameModel(SMALL_MODEL, null)).toBe(false);
    expect(sameModel(null, null)).toBe(true);
  });
});
