import { describe, expect, it } from 'vitest';
import { configFor } from '../../../../tests/fixtures/runs/scripted-reasoner';
import type { StepEvent } from '../../../domain/runs/step-event';
import type { CallUnderWay } from '../../../pipeline/reasoner';
import {
  callWords,
  doingWords,
  durationWords,
  forecastWords,
  olderSentence,
  reachedWords,
  stepDone,
  tookWords,
} from './progress-words';

const call = (change: Partial<CallUnderWay>): CallUnderWay => ({
  primitive: 'attribute',
  about: null,
  phase: 'decode',
  text: '',
  tokens: 34,
  callsLeft: 3,
  ...change,
});
const stamp = { kind: 'step-event', version: 1, seq: 0, at: 0, tookMs: 0 } as const;
const started: StepEvent = { ...stamp, type: 'started', config: configFor() };
const stopped: StepEvent = { ...stamp, type: 'finished', outcome: 'stopped', attempt: null };
const by = { reasoner: 'llm', label: 'Small' } as const;
const answer: StepEvent = { ...stamp, type: 'answer', by, text: 't', optionId: null, because: '' };

describe('a run under way in words', () => {
  it('says which call it is, and its speed once there are tokens to tell it from', () => {
    expect(doingWords('realise')).toBe('Step 5: Writing the response');
    expect(doingWords(null)).toBe('Getting ready');
    expect(callWords(call({ phase: 'prefill', about: 'Security', tokens: 0 }), null)).toBe(
      'Security · reading the prompt',
    );
    expect(callWords(call({}), 15.4)).toBe('34 tokens, 15 tokens/s');
    expect(callWords(call({}), 0.62)).toBe('34 tokens, 0.6 tokens/s');
    expect(callWords(call({ tokens: 1 }), 400)).toBe('1 token');
  });

  it('says what is to come with “about”, and that it does not know where it does not', () => {
    expect(forecastWords({ calls: 12, ms: 41_000 })).toBe('about 12 more calls, about 40 seconds');
    expect(forecastWords({ calls: 1, ms: null })).toBe(
      'about 1 more call; nobody knows yet how long they take',
    );
    expect(forecastWords({ calls: 0, ms: 1200 })).toBe('this is the last call, about 5 seconds');
  });

  it('rounds what is not known exactly, and not what is', () => {
    expect([0, 57_000, 59_000, 89 * 60_000, 91 * 60_000].map(durationWords)).toEqual([
      '5 seconds',
      '55 seconds',
      '1 minute',
      '89 minutes',
      '2 hours',
    ]);
    expect([0.2, 999, 1000, 59_900, 125_000].map(tookWords)).toEqual([
      'under 1 ms',
      '999 ms',
      '1.0 s',
      '59.9 s',
      '2 min 5 s',
    ]);
  });

  it('says up to where a run came, whatever ended it', () => {
    expect(reachedWords([started])).toBe('before step 1 (Answer) was done');
    const partial = { primitive: 'realise', text: 'I would' } as const;
    expect(reachedWords([started, answer, { ...stopped, partial }])).toBe(
      'while the response was being written',
    );
    expect(reachedWords([started, answer, stopped])).toBe('after step 1 (Answer)');
  });

  it('says of what older thing a text is', () => {
    expect(olderSentence(['dial'])).toBe('The text is of the older dial.');
    expect(olderSentence(['dial', 'settings', 'who'])).toBe(
      'The text is of the older dial, other settings and another division of the work.',
    );
  });

  it('announces steps, not words', () => {
    expect([started, answer, stopped].map(stepDone)).toEqual([
      '',
      'Step 1, Answer, is done.',
      'The run was stopped.',
    ]);
  });
});
