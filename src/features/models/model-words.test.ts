import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { modelEntry } from '../../../tests/fixtures/models/model-samples';
import { loadFraction } from '../../state/models/shares';
import type { DownloadPhase } from '../../state/models/phases';
import {
  announced,
  downloadWords,
  durationWords,
  loadThen,
  loadTimeWords,
  percentWords,
  selfTestWords,
  speedWords,
} from './model-words';

const progress = (doneBytes: number, more: { totalBytes?: number | null; bytesPerSecond?: number } = {}) =>
  ({ phase: 'download', doneBytes, totalBytes: 1e9, file: null, bytesPerSecond: null, ...more }) as const;

describe('times and speeds', () => {
  it('are said as people say them', () => {
    expect([5, 59, 60, 200, 3600, 4800].map(durationWords)).toEqual([
      'less than a minute',
      'less than a minute',
      '1 min',
      '3 min',
      '1 h',
      '1 h 20 min',
    ]);
    expect([600, 4100, 14_300, 150_000].map(loadTimeWords)).toEqual(['0.6 s', '4.1 s', '14 s', '3 min']);
    expect([0.3, 9.96, 16.2].map(speedWords)).toEqual(['0.3 tokens/s', '10 tokens/s', '16 tokens/s']);
  });

  it('never say that all is done before it is', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 0.999999, noNaN: true }), (fraction) => {
        expect(percentWords(fraction)).not.toBe('100 %');
      }),
    );
  });
});

describe('a download', () => {
  it('says what is here and how long the rest will take', () => {
    expect(downloadWords(progress(5e8, { bytesPerSecond: 5e6 }))).toEqual({
      doing: 'Downloading',
      amount: '0.5 of 1.0 GB',
      left: '2 min left',
    });
  });

  it('claims nothing that nobody knows', () => {
    expect(downloadWords(progress(5e8)).left).toBe('');
    expect(downloadWords(progress(5e8, { totalBytes: null, bytesPerSecond: 5e6 }))).toMatchObject({
      amount: '500 MB here',
      left: '',
    });
    expect(downloadWords(progress(0, { totalBytes: null })).amount).toBe('');
  });

  it('is announced at each quarter and not at each per cent', () => {
    const entry = modelEntry('a', { name: 'Small' });
    const said = new Set(
      Array.from({ length: 101 }, (_, percent): string => {
        const now: DownloadPhase = {
          phase: 'running',
          subject: { id: 'a', name: 'Small', entry },
          progress: progress(percent * 1e7),
          thenUse: true,
          again: null,
        };
        return announced({ phase: 'off' }, now);
      }),
    );
    expect([...said]).toEqual([
      'Downloading Small',
      'Small: 25 % downloaded',
      'Small: 50 % downloaded',
      'Small: 75 % downloaded',
      'Small: 100 % downloaded',
    ]);
  });
});

describe('a load', () => {
  it('never goes back from phase to phase', () => {
    const shares = (['start', 'weights', 'shaders', 'warm-up'] as const).flatMap((phase) =>
      [0, 0.5, 1].map((fraction) => loadFraction({ phase, fraction })),
    );
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).toBeCloseTo(1);
  });

  it('says what is to come', () => {
    expect(loadThen({ phase: 'start', fraction: null }, 'webllm')).toBe('then: weights, shaders, self-test');
    expect(loadThen({ phase: 'weights', fraction: null }, 'wllama')).toBe('then: self-test');
  });
});

describe('a self-test', () => {
  const measured = {
    at: 0,
    prefill: null,
    decode: null,
    model: { value: 0.714, low: 0.55, high: 0.86 },
    builtin: { value: 0.83, low: 0.7, high: 0.95 },
    sentences: 12,
    proposed: null,
    reasons: [],
    backend: 'CPU',
    loadMs: 1,
  };

  it('is said with its intervals, and not at all where it was not made', () => {
    expect(selfTestWords(measured, 'Small')).toMatch(
      /on 12 sentences, Small told values apart with 0\.71 \(0\.55 to 0\.86\), the built-in reasoner with 0\.83/,
    );
    expect(selfTestWords({ ...measured, model: null }, 'Small')).toBeNull();
  });
});
