import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CATALOGUE, catalogueEntry } from './catalogue';
import { fits } from './fits';
import type { Machine } from './machine';
import { TIERS, type ModelEntry } from './model-entry';
import { recommend } from './recommend';

const GIB = 2 ** 30;
const gpu = (over: Partial<Extract<Machine['gpu'], { name: string }>> = {}): Machine['gpu'] => ({
  name: 'Test GPU',
  shaderF16: true,
  maxBufferBytes: 4 * GIB,
  maxBindingBytes: 2 * GIB,
  fallback: false,
  shortcomings: [],
  ...over,
});
const LAPTOP: Machine = {
  secureContext: true,
  gpu: gpu(),
  memoryGb: 8,
  cores: 8,
  crossOriginIsolated: true,
  phone: false,
  storage: { used: 0, quota: 60e9, persisted: false },
  promptApi: 'none',
};
const entry = (id: string): ModelEntry => {
  const found = catalogueEntry(id);
  if (found === undefined) throw new Error(`the catalogue has no ${id}`);
  return found;
};
const idFor = (machine: Partial<Machine>, killed: string[] = []): string | undefined =>
  recommend({ ...LAPTOP, ...machine }, CATALOGUE, { killed }).entry?.id;

describe('recommend', () => {
  it.each([
    ['a laptop', {}, 'Qwen3.5-2B-q4f16_1-MLC'],
    ['a laptop whose GPU lacks half precision', { gpu: gpu({ shaderF16: false }) }, 'Qwen3.5-2B-q4f32_1-MLC'],
    ['an old laptop', { cores: 4 }, 'Qwen3.5-0.8B-q4f16_1-MLC'],
    ['a small machine', { memoryGb: 4 }, 'Llama-3.2-1B-Instruct-q4f16_1-MLC'],
    ['a phone', { phone: true }, 'Llama-3.2-1B-Instruct-q4f16_1-MLC'],
    [
      'a phone without half precision',
      { phone: true, gpu: gpu({ shaderF16: false }) },
      'SmolLM2-360M-Instruct-q4f32_1-MLC',
    ],
    ['a workstation', { memoryGb: 32, cores: 16 }, 'Qwen3.5-4B-q4f16_1-MLC'],
    ['a browser that does not tell its memory', { memoryGb: null }, 'Qwen3.5-2B-q4f16_1-MLC'],
    [
      'a laptop without WebGPU',
      { gpu: { missing: 'no-webgpu' as const } },
      'Qwen2.5-1.5B-Instruct-Q4_K_M-GGUF',
    ],
    ['a GPU played by the CPU', { gpu: gpu({ fallback: true }) }, 'Qwen2.5-1.5B-Instruct-Q4_K_M-GGUF'],
    [
      'one thread of an old laptop',
      { gpu: { missing: 'no-adapter' as const }, cores: 4, crossOriginIsolated: false },
      'SmolLM2-135M-Instruct-Q4_1-GGUF',
    ],
    [
      'little free space',
      { storage: { used: 0, quota: 300e6, persisted: false } },
      'SmolLM2-360M-Instruct-q4f16_1-MLC',
    ],
  ])('%s: as expected', (_, machine, id) => {
    expect(idFor(machine)).toBe(id);
  });

  it('leaves out models that ended the tab', () => {
    expect(idFor({}, ['Qwen3.5-2B-q4f16_1-MLC'])).not.toBe('Qwen3.5-2B-q4f16_1-MLC');
  });

  it('says why in words', () => {
    expect(recommend(LAPTOP, CATALOGUE).because).toEqual([
      'a GPU with half precision (Test GPU)',
      '8 GB of memory or more',
      '60 GB of free space for 1.1 GB',
    ]);
  });

  it('denies no GPU that is there when it advises a model for the processor', () => {
    const killed = CATALOGUE.models.flatMap(({ id, engine }) => (engine === 'webllm' ? [id] : []));
    const { entry: advised, because } = recommend(LAPTOP, CATALOGUE, { killed });
    expect(advised?.engine).toBe('wllama');
    expect(because[0]).toBe(
      'a model that computes on the processor and not on the GPU, with 8 processor cores',
    );
    const none = recommend({ ...LAPTOP, gpu: { missing: 'no-webgpu' } }, CATALOGUE);
    expect(none.because[0]).toBe('no GPU that can be used, and 8 processor cores');
  });

  it('recommends nothing on a page that can keep nothing, and says how to open it', () => {
    const { entry: none, because } = recommend({ ...LAPTOP, secureContext: false }, CATALOGUE);
    expect(none).toBeNull();
    expect(because.join(' ')).toContain('https');
  });
});

const machines: fc.Arbitrary<Machine> = fc.record({
  secureContext: fc.boolean(),
  gpu: fc.oneof(
    fc.constantFrom<Machine['gpu']>({ missing: 'no-webgpu' }, { missing: 'no-adapter' }),
    fc
      .record({
        shaderF16: fc.boolean(),
        maxBindingBytes: fc.constantFrom(GIB / 8, GIB / 4, GIB, 2 * GIB),
        fallback: fc.boolean(),
        shortcomings: fc.constantFrom([], ['its buffers hold 64 MB']),
      })
      .map(gpu),
  ),
  memoryGb: fc.constantFrom(0.5, 1, 2, 4, 8, 16, 32),
  cores: fc.integer({ min: 1, max: 32 }),
  crossOriginIsolated: fc.boolean(),
  phone: fc.boolean(),
  storage: fc.option(
    fc.record({
      used: fc.integer({ min: 0, max: 2e9 }),
      quota: fc.integer({ min: 0, max: 8e9 }),
      persisted: fc.boolean(),
    }),
  ),
  promptApi: fc.constantFrom('available', 'downloadable', 'none'),
});

/** Ways in which a machine can have less, one at a time. */
const LESS: ((machine: Machine) => Machine)[] = [
  (machine) => ({ ...machine, secureContext: false }),
  (machine) => ({ ...machine, gpu: { missing: 'no-adapter' } }),
  (machine) =>
    'missing' in machine.gpu ? machine : { ...machine, gpu: { ...machine.gpu, shaderF16: false } },
  (machine) => ('missing' in machine.gpu ? machine : { ...machine, gpu: { ...machine.gpu, fallback: true } }),
  (machine) =>
    'missing' in machine.gpu ? machine : { ...machine, gpu: { ...machine.gpu, maxBindingBytes: GIB / 8 } },
  (machine) => ({ ...machine, memoryGb: (machine.memoryGb ?? 8) / 2 }),
  (machine) => ({ ...machine, cores: Math.max(1, Math.floor(machine.cores / 2)) }),
  (machine) => ({ ...machine, crossOriginIsolated: false }),
  (machine) => ({ ...machine, phone: true }),
  (machine) => ({
    ...machine,
    storage: machine.storage && { ...machine.storage, quota: machine.storage.quota / 2 },
  }),
];

const tierFor = (machine: Machine): number => {
  const best = recommend(machine, CATALOGUE).entry;
  return best === null ? -1 : TIERS.indexOf(best.tier);
};

describe('recommend, on any machine', () => {
  it('recommends only what fits, and nothing that ended the tab', () => {
    const ids = CATALOGUE.models.map(({ id }) => id);
    fc.assert(
      fc.property(machines, fc.subarray(ids), (machine, killed) => {
        const best = recommend(machine, CATALOGUE, { killed }).entry;
        if (best === null) return;
        expect(fits(machine, best)).toEqual({ ok: true });
        expect(killed).not.toContain(best.id);
      }),
    );
  });

  it('never recommends more to a machine that has less', () => {
    fc.assert(
      fc.property(machines, fc.constantFrom(...LESS), (machine, less) => {
        expect(tierFor(less(machine))).toBeLessThanOrEqual(tierFor(machine));
      }),
      { numRuns: 1000 },
    );
  });

  it('always gives a reason', () => {
    fc.assert(
      fc.property(machines, (machine) => {
        const { because } = recommend(machine, CATALOGUE);
        expect(because.length).toBeGreaterThan(0);
        for (const reason of because) expect(reason).toMatch(/\w/);
      }),
    );
  });
});

describe('fits', () => {
  const reason = (machine: Partial<Machine>, id: string): string => {
    const fit = fits({ ...LAPTOP, ...machine }, entry(id));
    return fit.ok ? 'fits' : fit.reason;
  };
  const big = 'Qwen3.5-4B-q4f16_1-MLC';

  it('names the twin for a GPU without half precision', () => {
    expect(fits({ ...LAPTOP, gpu: gpu({ shaderF16: false }) }, entry(big))).toMatchObject({
      ok: false,
      instead: 'Qwen3.5-4B-q4f32_1-MLC',
    });
  });

  it.each([
    ['no GPU', { gpu: { missing: 'no-webgpu' as const } }, 'WebGPU'],
    ['a GPU played by the CPU', { gpu: gpu({ fallback: true }) }, 'far too slow'],
    ['limits', { gpu: gpu({ shortcomings: ['its buffers hold 64 MB'] }) }, 'its buffers hold 64 MB'],
    ['bindings', { gpu: gpu({ maxBindingBytes: GIB / 4 }) }, '268 MB'],
    ['memory', { memoryGb: 4 }, '4 GB for everything'],
    ['a phone', { phone: true }, 'a phone ends a page'],
    ['room', { storage: { used: 59e9, quota: 60e9, persisted: false } }, '1.0 GB'],
    ['plain http', { secureContext: false }, 'https'],
  ])('says what is wrong: %s', (_, machine, words) => {
    expect(reason(machine, big)).toContain(words);
  });

  it('asks for no more room for a model that is here already', () => {
    const full: Machine = { ...LAPTOP, storage: { used: 60e9, quota: 60e9, persisted: true } };
    expect(fits(full, entry(big)).ok).toBe(false);
    expect(fits(full, entry(big), { stored: [big] }).ok).toBe(true);
  });

  it('refuses a GGUF of more than 2 GB in one file, and takes it in parts', () => {
    const base = entry('SmolLM2-135M-Instruct-Q4_1-GGUF');
    const file = { url: 'https://models.example/big.gguf', bytes: 2.5e9 };
    expect(fits(LAPTOP, { ...base, source: { kind: 'gguf', files: [file] } }).ok).toBe(false);
    const parts = [1, 2].map((part) => ({ url: `https://models.example/${part}.gguf`, bytes: 1.3e9 }));
    expect(fits(LAPTOP, { ...base, source: { kind: 'gguf', files: parts } }).ok).toBe(true);
  });
});
