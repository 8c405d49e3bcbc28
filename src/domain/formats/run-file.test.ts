import { describe, expect, it } from 'vitest';
import { toRun } from '../runs/read-run';
import type { StepEvent } from '../runs/step-event';
import { readRunFile, writeRunFile } from './run-file';

const events: StepEvent[] = [
  {
    kind: 'step-event',
    version: 1,
    seq: 0,
    at: 1700,
    tookMs: 0,
    type: 'failed',
    step: 'answer',
    message: 'The weights did not arrive. Reload the page.',
  },
];
const run = toRun('r1', events);
const errorOf = (text: string) => {
  const read = readRunFile(text, 'run.json');
  return read.ok ? undefined : read.error;
};

describe('run files', () => {
  it('come back as they were written', () => {
    expect(readRunFile(writeRunFile(run), 'run.json')).toEqual({ ok: true, value: run });
  });

  it('trust the events, not the fields beside them', () => {
    const edited = { ...run, startedAt: 5, summary: { ...run.summary, outcome: 'steered' } };
    expect(readRunFile(writeRunFile(edited), 'run.json')).toEqual({ ok: true, value: run });
  });

  it('say why nothing could be read', () => {
    expect(errorOf('{"kind":"run","version":1')).toMatch(/ends too early/);
    expect(errorOf('{"kind":"run","version":2}')).toMatch(/newer Steerboard/);
    expect(errorOf('{"kind":"steerboard-backup","version":1}')).toMatch(/use “Import a backup”/);
    expect(errorOf('{"kind":"profile"}')).toMatch(/not a run/);
    expect(errorOf(JSON.stringify({ ...run, events: [{}] }))).toMatch(/damaged at events/);
  });
});
