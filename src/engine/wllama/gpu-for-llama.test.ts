import { expect, it } from 'vitest';
import { gpuForLlama } from './gpu-for-llama';

interface Adapter {
  features: Set<string>;
  info: { description: string; vendor: string; architecture: string; isFallbackAdapter: boolean };
}

const adapter = (features: string[], info: Partial<Adapter['info']> = {}): Adapter => ({
  features: new Set(features),
  info: { description: '', vendor: 'apple', architecture: 'metal-3', isFallbackAdapter: false, ...info },
});
const on = (found: Adapter | null, canSuspend = true) =>
  gpuForLlama({ requestAdapter: async () => found }, canSuspend);

it('names a card with half precision', async () => {
  expect(await on(adapter(['shader-f16']))).toBe('apple metal-3');
  expect(await on(adapter(['shader-f16'], { description: 'Apple M2' }))).toBe('Apple M2');
});

it('leaves the work to the CPU where llama.cpp could not use the card, or where there is none', async () => {
  expect(await on(adapter([]))).toBeNull();
  expect(await on(adapter(['shader-f16'], { isFallbackAdapter: true }))).toBeNull();
  expect(await on(adapter(['shader-f16']), false)).toBeNull();
  expect(await on(null)).toBeNull();
  expect(await gpuForLlama(undefined, true)).toBeNull();
});
