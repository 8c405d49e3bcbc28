import { describe, expect, it } from 'vitest';
import { modelEntry } from '../../../tests/fixtures/models/model-samples';
import { modelsStatus } from '../../state/models/models-status';
import type { DownloadPhase, EnginePhase } from '../../state/models/phases';
import { modelPill } from './model-pill';

const entry = modelEntry('qwen', { name: 'Qwen 3.5 2B' });
const off: EnginePhase = { phase: 'off' };
const none: DownloadPhase = { phase: 'none' };
const half: DownloadPhase = {
  phase: 'running',
  subject: { id: 'qwen', name: 'Qwen 3.5 2B', entry },
  progress: { phase: 'download', doneBytes: 46, totalBytes: 100, file: null, bytesPerSecond: null },
  thenUse: true,
  again: null,
};
const said = (engine: EnginePhase, download: DownloadPhase, answering = false) => {
  const { name, detail, share, tone } = modelPill(modelsStatus(engine, download), answering);
  return `${name} · ${detail}${share === '' ? '' : ` ${share}`} (${tone})`;
};

describe('the pill in the header', () => {
  it('names who answers', () => {
    expect(said(off, none)).toBe('Built-in reasoner · no language model (ready)');
    const used = {
      phase: 'ready',
      after: null,
      entry,
      used: { ...entry, engine: 'webllm', engineVersion: '', backend: '', reproducible: true },
    } as const;
    expect(said(used, none)).toBe('Qwen 3.5 2B · ready (ready)');
    expect(said(used, none, true)).toBe('Qwen 3.5 2B · answering (busy)');
    // A download beside it does not decide who answers.
    expect(said(used, half)).toBe('Qwen 3.5 2B · ready (ready)');
  });

  it('says what is on its way', () => {
    expect(said(off, half)).toBe('Qwen 3.5 2B · downloading 46 % (busy)');
    const progress = { phase: 'weights', fraction: 0.5 } as const;
    expect(said({ phase: 'loading', entry, progress, again: null }, none)).toBe(
      'Qwen 3.5 2B · loading 40 % (busy)',
    );
    expect(said({ phase: 'elsewhere', entry }, none)).toBe(
      'Built-in reasoner · Qwen 3.5 2B is in another tab (ready)',
    );
  });
});
