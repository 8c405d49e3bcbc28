import { describe, expect, it } from 'vitest';
import { gpuReport, type AdapterFacts } from './gpu-report';
import { isPhone } from './phone';
import { probeGpu, type ProbeWorker } from './probe-gpu';

const ADAPTER: AdapterFacts = {
  shaderF16: true,
  info: { vendor: 'apple', architecture: 'metal-3', device: '', description: '' },
  fallback: false,
  limits: {
    maxBufferSize: 2 ** 32,
    maxStorageBufferBindingSize: 2 ** 31,
    maxComputeWorkgroupStorageSize: 32768,
    maxStorageBuffersPerShaderStage: 10,
  },
};
const withLimits = (limits: Partial<AdapterFacts['limits']>): AdapterFacts => ({
  ...ADAPTER,
  limits: { ...ADAPTER.limits, ...limits },
});

/** A worker that says one thing, or fails, or keeps silent. */
class FakeWorker implements ProbeWorker {
  ended = 0;
  constructor(private readonly says: { data: unknown } | 'error' | 'nothing') {}
  addEventListener(type: string, listener: (event: never) => void): void {
    const { says } = this;
    const event: unknown = says === 'error' ? new Event('error') : says;
    if (says !== 'nothing' && (says === 'error') === (type === 'error') && type !== 'messageerror') {
      queueMicrotask(() => Reflect.apply(listener, undefined, [event]));
    }
  }
  terminate(): void {
    this.ended += 1;
  }
}

describe('gpuReport', () => {
  it('passes on why there is no GPU', () => {
    expect(gpuReport({ missing: 'no-webgpu' })).toEqual({ missing: 'no-webgpu' });
  });

  it('names the adapter by its description, or by what else the browser tells', () => {
    expect(gpuReport(ADAPTER)).toMatchObject({ name: 'apple metal-3', shortcomings: [] });
    expect(gpuReport({ ...ADAPTER, info: { ...ADAPTER.info, description: 'Apple M3' } })).toMatchObject({
      name: 'Apple M3',
    });
  });

  it.each([
    [{ maxBufferSize: 2 ** 26 }, 'a buffer holds 64 MiB of 256 MiB'],
    [{ maxStorageBufferBindingSize: 2 ** 26 }, 'a binding holds 64 MiB of 128 MiB'],
    [{ maxComputeWorkgroupStorageSize: 16384 }, 'a workgroup holds 16 of 32 KiB'],
    [{ maxStorageBuffersPerShaderStage: 8 }, 'a shader takes 8 of 10 buffers'],
  ])('names the limit that web-llm would refuse: %j', (limits, words) => {
    expect(gpuReport(withLimits(limits))).toMatchObject({ shortcomings: [words] });
  });

  it('takes the least that web-llm takes', () => {
    const least = withLimits({ maxBufferSize: 2 ** 28, maxStorageBufferBindingSize: 2 ** 27 });
    expect(gpuReport(least)).toMatchObject({ shortcomings: [] });
  });
});

describe('probeGpu', () => {
  it('gives what the worker found, and ends it', async () => {
    const worker = new FakeWorker({ data: ADAPTER });
    expect(await probeGpu(() => worker)).toEqual(ADAPTER);
    expect(worker.ended).toBe(1);
  });

  it.each([
    ['breaks', new FakeWorker('error')],
    ['talks nonsense', new FakeWorker({ data: { adapter: 'yes' } })],
    ['keeps silent', new FakeWorker('nothing')],
  ])('takes a worker that %s for no adapter', async (_, worker) => {
    expect(await probeGpu(() => worker, 1)).toEqual({ missing: 'no-adapter' });
    expect(worker.ended).toBe(1);
  });

  it('takes a browser that starts no worker for no adapter', async () => {
    const start = (): ProbeWorker => {
      throw new Error('no workers here');
    };
    expect(await probeGpu(start)).toEqual({ missing: 'no-adapter' });
  });
});

describe('isPhone', () => {
  const MAC =
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/26.0 Safari/605.1.15';
  it.each([
    ['an Android phone', true, undefined, 'Mozilla/5.0 (Linux; Android 16; Pixel 9) Mobile', 5],
    ['a phone that says so', true, true, 'something', 0],
    ['an iPhone', true, undefined, 'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X)', 5],
    ['an iPad, which calls itself a Macintosh', true, undefined, MAC, 5],
    ['a Mac', false, undefined, MAC, 0],
    ['a laptop with a touch screen', false, false, 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)', 10],
    ['a Chromebook', false, false, 'Mozilla/5.0 (X11; CrOS x86_64 14541.0.0)', 0],
  ])('%s', (_, phone, mobile, userAgent, touchPoints) => {
    expect(isPhone({ mobile, userAgent, touchPoints })).toBe(phone);
  });
});
