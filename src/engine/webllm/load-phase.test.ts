import { expect, it } from 'vitest';
import { adapterName, loadPhase } from './load-phase';

it.each([
  ['Start to fetch params', 0, { phase: 'start', fraction: 0 }],
  [
    'Fetching param cache[3/108]: 120MB fetched. 12% completed, 3 secs elapsed.',
    0.12,
    { phase: 'start', fraction: 0.12 },
  ],
  [
    'Loading model from cache[54/108]: 800MB loaded. 50% completed, 4 secs elapsed.',
    0.5,
    { phase: 'weights', fraction: 0.5 },
  ],
  [
    'Loading GPU shader modules[33/38]: 86% completed, 12 secs elapsed.',
    0.86,
    { phase: 'shaders', fraction: 0.86 },
  ],
  ['Finish loading on WebGPU - google', 1, { phase: 'warm-up', fraction: 1 }],
  ['Something new', 0.4, { phase: 'start', fraction: null }],
])('knows where “%s” is', (text, progress, where) => {
  expect(loadPhase(text, progress)).toEqual(where);
});

it('reads the adapter out of the last text alone', () => {
  expect(adapterName('Finish loading on WebGPU - NVIDIA - GeForce')).toBe('NVIDIA - GeForce');
  expect(adapterName('Finish loading on WebGPU')).toBeNull();
  expect(adapterName('Loading GPU shader modules[1/2]: ')).toBeNull();
});
