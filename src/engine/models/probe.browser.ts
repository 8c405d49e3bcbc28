import { z } from 'zod';
import { gpuReport } from './gpu-report';
import type { Machine } from './machine';
import { isPhone } from './phone';
import { estimateStorage } from './storage-estimate.browser';
import { probeGpu, type ProbeWorker } from './probe-gpu';

const startWorker = (): ProbeWorker =>
  new Worker(new URL('./probe.worker.ts', import.meta.url), { type: 'module' });

/** Asks the browser what this machine can carry. Downloads nothing and never rejects. */
export async function probeMachine(start: () => ProbeWorker = startWorker): Promise<Machine> {
  const [gpu, storage, promptApi] = await Promise.all([
    isSecureContext ? probeGpu(start).then(gpuReport) : ({ missing: 'insecure-page' } as const),
    estimateStorage(),
    promptApiOf(),
  ]);
  return {
    secureContext: isSecureContext,
    gpu,
    memoryGb: numberOf(navigator, 'deviceMemory'),
    cores: navigator.hardwareConcurrency || 1,
    crossOriginIsolated: globalThis.crossOriginIsolated === true,
    phone: isPhone({
      mobile: mobileSchema.safeParse(Reflect.get(navigator, 'userAgentData')).data?.mobile,
      userAgent: navigator.userAgent,
      touchPoints: navigator.maxTouchPoints,
    }),
    storage,
    promptApi,
  };
}

const mobileSchema = z.object({ mobile: z.boolean() });

function numberOf(holder: object, name: string): number | null {
  const value: unknown = Reflect.get(holder, name);
  return typeof value === 'number' && value > 0 ? value : null;
}

/** Chrome asks for the languages that are wanted, and warns where they are not said. */
const ENGLISH = {
  expectedInputs: [{ type: 'text', languages: ['en'] }],
  expectedOutputs: [{ type: 'text', languages: ['en'] }],
};

/** Chrome’s own model goes by this name; its availability is asked of the constructor. Other browsers have none. */
async function promptApiOf(): Promise<Machine['promptApi']> {
  const api: unknown = Reflect.get(globalThis, 'LanguageModel');
  if (typeof api !== 'function' || !('availability' in api) || typeof api.availability !== 'function')
    return 'none';
  try {
    const said: unknown = await api.availability(ENGLISH);
    if (said === 'available') return 'available';
    return said === 'downloadable' || said === 'downloading' ? 'downloadable' : 'none';
  } catch {
    return 'none';
  }
}
