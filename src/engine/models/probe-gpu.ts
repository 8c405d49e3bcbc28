import { gpuProbeSchema, type GpuProbe } from './gpu-report';

/** The part of a Worker that the probe needs. */
export interface ProbeWorker {
  addEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void;
  addEventListener(type: 'error' | 'messageerror', listener: (event: Event) => void): void;
  terminate(): void;
}

/** Milliseconds after which a driver that does not answer counts as no GPU. */
const PATIENCE_MS = 10_000;

/** Asks a worker, and takes one that fails or never answers for no adapter. */
export function probeGpu(start: () => ProbeWorker, patienceMs = PATIENCE_MS): Promise<GpuProbe> {
  return new Promise((resolve) => {
    let worker: ProbeWorker | undefined;
    const finish = (found: GpuProbe): void => {
      clearTimeout(timer);
      worker?.terminate();
      resolve(found);
    };
    const none = (): void => finish({ missing: 'no-adapter' });
    const timer = setTimeout(none, patienceMs);
    try {
      worker = start();
      worker.addEventListener('message', ({ data }) => {
        const found = gpuProbeSchema.safeParse(data);
        if (found.success) finish(found.data);
        else none();
      });
      for (const type of ['error', 'messageerror'] as const) worker.addEventListener(type, none);
    } catch {
      none();
    }
  });
}
