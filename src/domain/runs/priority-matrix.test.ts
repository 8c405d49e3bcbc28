import { describe, expect, it } from 'vitest';
import { attributionOf, configFor, threeValues } from '../../../tests/fixtures/runs/scripted-reasoner';
import { priorityMatrix } from './priority-matrix';
import type { StepEvent } from './step-event';

type Priorities = Partial<Record<string, number>>;
const by = { reasoner: 'builtin' as const, label: 'test' };
const stamp = { kind: 'step-event' as const, version: 1 as const, at: 0, tookMs: 0 };
const agreement = {
  maeSum: 0,
  maeMean: null,
  maeCentredSum: null,
  maeCentredMean: null,
  spearman: null,
  spearmanReason: null,
};

/** A run whose answer, and response where there is one, were measured so. */
function run(answer: [string, Priorities], response?: [string, Priorities]): { events: StepEvent[] } {
  const style = { words: 1, sentences: 1, person: 'third' as const, register: 'plain' as const };
  const events: StepEvent[] = [
    { ...stamp, seq: 0, type: 'started', config: configFor() },
    { ...stamp, seq: 1, type: 'answer', by, text: answer[0], optionId: null, because: '' },
    { ...stamp, seq: 2, type: 'attribution', by, attribution: attributionOf(answer[1]), style },
  ];
  if (!response) return { events };
  const written = { text: response[0], optionId: null, because: '' };
  const measured = attributionOf(response[1]);
  const before = { delta: 0, agreement };
  const verification = { measured, deviations: [], delta: 0, theta: 2, passed: true, agreement, before };
  return {
    events: [
      ...events,
      { ...stamp, seq: 3, type: 'response', by, attempt: 1, response: written },
      { ...stamp, seq: 4, type: 'verification', by, attempt: 1, verification },
    ],
  };
}

const runs = [
  run(['one', { security: 4, conformity: 2 }], ['one, steered', { security: 5, conformity: 5 }]),
  run(['one', { security: 4, conformity: 2 }]),
  run(['two', { security: 2 }]),
];

describe('the texts of runs as numbers', () => {
  it('counts each text once, an absent value as 1, and leaves out what never varies', () => {
    const made = priorityMatrix(runs, threeValues);
    if (!made.ok) throw new Error(made.error.message);
    const { data, answers, responses, constant } = made.value;
    expect([answers, responses, data.rows]).toEqual([2, 1, 3]);
    expect([...data.columns].sort()).toEqual(['conformity', 'security']);
    expect(constant).toEqual(['stimulation']);
    const column = (id: string) => {
      const at = data.columns.indexOf(id);
      return [...data.values.subarray(at * data.rows, (at + 1) * data.rows)];
    };
    expect(column('security')).toEqual([4, 2, 5]);
    expect(column('conformity')).toEqual([2, 1, 5]);
  });

  it('leaves steered texts out where they are not wanted', () => {
    const made = priorityMatrix(runs, threeValues, { responses: false });
    expect(made.ok && [made.value.data.rows, made.value.responses]).toEqual([2, 0]);
  });

  it('says what is missing', () => {
    expect(priorityMatrix([], threeValues)).toMatchObject({ ok: false });
    const other = priorityMatrix(runs, { ...threeValues, id: 'touche-20' });
    expect(!other.ok && other.error.message).toMatch(/No stored run of this value system/);
    const same = priorityMatrix([runs[1]], threeValues);
    expect(!same.ok && same.error.message).toMatch(/differ in 0 values/);
  });
});
