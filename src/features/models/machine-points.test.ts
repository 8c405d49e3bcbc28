import { describe, expect, it } from 'vitest';
import { machine } from '../../../tests/fixtures/models/model-samples';
import type { Machine } from '../../engine/models/machine';
import { machinePoints } from './machine-points';

const points = (more: Partial<Machine>) => {
  const one = machine(more);
  return machinePoints(one, one.storage);
};
const tones = (more: Partial<Machine>) => Object.fromEntries(points(more).map(({ id, tone }) => [id, tone]));
const { gpu } = machine();
if ('missing' in gpu) throw new Error('The sample has a GPU.');

describe('what a machine can carry', () => {
  it('is fine on an ordinary laptop, but for what the browser holds back', () => {
    expect(tones({})).toEqual({
      gpu: 'good',
      buffers: 'good',
      cores: 'caution',
      memory: 'good',
      storage: 'good',
      persisted: 'caution',
    });
    expect(points({}).flatMap(({ action }) => action?.id ?? [])).toEqual(['isolate', 'persist']);
  });

  it('lets a person take back that the page is isolated, where it was their choice', () => {
    const isolated = machine({ crossOriginIsolated: true, cores: 8 });
    const action = (byChoice: boolean) =>
      machinePoints(isolated, isolated.storage, byChoice).find(({ id }) => id === 'cores')?.action?.id;
    expect([action(false), action(true)]).toEqual([undefined, 'rejoin']);
  });

  it('has a way out for everything that is missing', () => {
    const bad: Partial<Machine>[] = [
      { gpu: { missing: 'no-webgpu' } },
      { gpu: { missing: 'no-adapter' } },
      { gpu: { missing: 'insecure-page' }, secureContext: false, storage: null },
      { gpu: { ...gpu, fallback: true } },
      { gpu: { ...gpu, shortcomings: ['too little workgroup memory'] } },
      { gpu: { ...gpu, shaderF16: false } },
      { phone: true },
      { storage: { used: 0, quota: 1e9, persisted: true } },
    ];
    for (const more of bad) {
      const worst = points(more).filter(
        ({ id, tone }) => tone !== 'good' && id !== 'cores' && id !== 'persisted',
      );
      expect(worst.length, JSON.stringify(more)).toBeGreaterThan(0);
      expect(worst[0]?.help, JSON.stringify(more)).toBeTruthy();
    }
  });

  it('offers all cores only where the page could have them', () => {
    expect(points({ crossOriginIsolated: true }).some(({ action }) => action?.id === 'isolate')).toBe(false);
    const insecure = points({ secureContext: false, gpu: { missing: 'insecure-page' }, storage: null });
    expect(insecure.some(({ action }) => action !== undefined)).toBe(false);
  });
});
