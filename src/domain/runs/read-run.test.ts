import { describe, expect, it } from 'vitest';
import { adviceOf, attemptsOf, standingAttempt, summarise } from './read-run';
import type { StepEvent } from './step-event';

const stamp = { kind: 'step-event', version: 1, seq: 0, at: 0, tookMs: 0 } as const;
const by = { reasoner: 'builtin', label: 'Built-in reasoner' } as const;
const NO_AGREEMENT = {
  maeSum: 0,
  maeMean: null,
  maeCentredSum: null,
  maeCentredMean: null,
  spearman: null,
  spearmanReason: 'Two values are too few.',
};

/** One round: a response that advises the option `advises`, and its Δ where it was measured. */
function round(attempt: number, advises: string, delta: number | null): StepEvent[] {
  const response = { text: `Response ${attempt}.`, optionId: advises, because: '' };
  const written: StepEvent = { ...stamp, type: 'response', by, attempt, response };
  if (delta === null) return [written];
  const verification = {
    measured: { scores: [], concepts: [] },
    deviations: [],
    delta,
    theta: 1,
    passed: delta <= 1,
    agreement: NO_AGREEMENT,
    before: { delta: 4, agreement: NO_AGREEMENT },
  };
  return [written, { ...stamp, type: 'verification', by, attempt, verification }];
}

const rounds = [...round(1, 'A', 3), ...round(2, 'B', 2), ...round(3, 'C', 2.5), ...round(4, 'D', null)];
const stopped: StepEvent = { ...stamp, type: 'finished', outcome: 'stopped', attempt: null };
const failed: StepEvent = { ...stamp, type: 'failed', step: 'verification', message: 'The GPU is gone.' };
const steered: StepEvent = { ...stamp, type: 'finished', outcome: 'steered', attempt: 3 };

describe('the response that stands', () => {
  it('is the one that the run’s end names', () => {
    expect(standingAttempt([...rounds, steered])?.attempt).toBe(3);
  });

  it('is the nearest to the target where the run was stopped or failed', () => {
    for (const end of [stopped, failed]) {
      const events = [...rounds, end];
      expect(standingAttempt(events)?.attempt).toBe(2);
      expect(adviceOf(events)).toBe('B');
      expect(summarise(events).deltaAfter).toBe(2);
    }
  });

  it('is the last one where none was measured, and while the run goes on', () => {
    const unmeasured = [...round(1, 'A', null), ...round(2, 'B', null), stopped];
    expect(standingAttempt(unmeasured)?.attempt).toBe(2);
    expect(standingAttempt(rounds)?.attempt).toBe(4);
    const begun: StepEvent = { ...stamp, type: 'concepts', by, attempt: 5, changes: [] };
    expect(standingAttempt([...rounds, begun])?.attempt).toBe(4);
    expect(attemptsOf([...rounds, begun])).toHaveLength(5);
    expect(standingAttempt([])).toBeUndefined();
  });
});
