import { describe, expect, it } from 'vitest';
import { configFor } from '../../../../tests/fixtures/runs/scripted-reasoner';
import type { StepEvent } from '../../../domain/runs/step-event';
import { stepStates } from './step-states';

const stamp = { kind: 'step-event', version: 1, seq: 0, at: 0, tookMs: 0 } as const;
const by = { reasoner: 'llm', label: 'Small' } as const;
const started: StepEvent = { ...stamp, type: 'started', config: configFor() };
const answer: StepEvent = { ...stamp, type: 'answer', by, text: 't', optionId: null, because: '' };
const stopped: StepEvent = { ...stamp, type: 'finished', outcome: 'stopped', attempt: null };
const kept: StepEvent = { ...stamp, type: 'finished', outcome: 'kept', attempt: null };
const failed: StepEvent = { ...stamp, type: 'failed', step: 'verification', message: 'm' };
const states = (...given: Parameters<typeof stepStates>) => Object.values(stepStates(...given)).join(' ');

describe('stepStates', () => {
  it('shows the step under way, those before it and those after it', () => {
    expect(states([started], { call: null })).toBe('running waiting waiting waiting waiting');
    expect(states([started, answer], { call: null })).toBe('done running waiting waiting waiting');
    const call = {
      primitive: 'judge',
      about: null,
      phase: 'prefill',
      text: '',
      tokens: 0,
      callsLeft: 0,
    } as const;
    expect(states([started, answer], { call })).toBe('done done done done running');
  });

  it('leaves open what a run that ended early has not done', () => {
    expect(states([started, answer], null)).toBe('done waiting waiting waiting waiting');
    expect(states([started, answer, stopped], null)).toBe('done waiting waiting waiting waiting');
  });

  it('marks the step that failed', () => {
    expect(states([started, answer, failed], null)).toMatch(/failed$/);
  });

  it('has done all of a run that came to its end', () => {
    expect(states([started, answer, kept], null)).toBe('done done done done done');
  });
});
