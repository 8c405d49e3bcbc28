import { formatBytes } from '../../domain/text/format-bytes';
import { counted } from '../../domain/text/format-number';
import type { Machine } from '../../engine/models/machine';

/** One thing about this machine: fine, or not, and then what to do about it. */
export interface MachinePoint {
  readonly id: string;
  readonly tone: 'good' | 'caution' | 'missing';
  readonly text: string;
  /** The way out, in words. */
  readonly help?: string;
  /** The way out as a button. */
  readonly action?: { readonly id: 'persist' | 'isolate' | 'rejoin'; readonly label: string };
}

const NO_GPU = {
  'insecure-page': 'No GPU for this page: it was not opened over https',
  'no-webgpu': 'This browser gives pages no GPU (WebGPU)',
  'no-adapter': 'The browser found no GPU that it can use',
} as const;

const GPU_HELP = {
  'insecure-page': 'Open Steerboard over https, or from this machine (http://localhost).',
  'no-webgpu':
    'A current Chrome, Edge, Safari or Firefox has it. Until then models run on the processor, more slowly.',
  'no-adapter':
    'Switch on hardware acceleration in the browser’s settings and update the graphics driver. Until then models run on the processor, more slowly.',
} as const;

/**
 * What this machine can carry, as a list to read. `storage` may be newer than the machine's own; `isolatedByChoice`: the
 * person has asked for all cores, so they can take that back.
 */
export function machinePoints(
  machine: Machine,
  storage: Machine['storage'],
  isolatedByChoice = false,
): MachinePoint[] {
  return [
    ...gpuPoints(machine),
    processorPoint(machine, isolatedByChoice),
    ...memoryPoints(machine),
    ...storagePoints(machine, storage),
  ];
}

function gpuPoints({ gpu }: Machine): MachinePoint[] {
  if ('missing' in gpu) {
    const { missing } = gpu;
    return [{ id: 'gpu', tone: 'missing', text: NO_GPU[missing], help: GPU_HELP[missing] }];
  }
  const name = gpu.name === '' ? 'WebGPU' : `WebGPU on ${gpu.name}`;
  if (gpu.fallback)
    return [
      {
        id: 'gpu',
        tone: 'caution',
        text: 'The browser plays a GPU on the processor',
        help: 'That is slower than the engine for the processor. Switch on hardware acceleration in the browser’s settings.',
      },
    ];
  if (gpu.shortcomings.length > 0)
    return [
      { id: 'gpu', tone: 'caution', text: `${name}, too small`, help: `${gpu.shortcomings.join('; ')}.` },
    ];
  return [
    gpu.shaderF16
      ? { id: 'gpu', tone: 'good', text: `${name}, with half precision` }
      : {
          id: 'gpu',
          tone: 'caution',
          text: `${name}, without half precision`,
          help: 'Models come in a version for it, which takes a little more memory.',
        },
    { id: 'buffers', tone: 'good', text: `Buffers of ${formatBytes(gpu.maxBindingBytes)}` },
  ];
}

function processorPoint(
  { cores, crossOriginIsolated, secureContext }: Machine,
  isolatedByChoice: boolean,
): MachinePoint {
  const all = counted(cores, 'processor core');
  if (crossOriginIsolated && isolatedByChoice)
    return {
      id: 'cores',
      tone: 'good',
      text: `${all} to use, as you chose`,
      action: { id: 'rejoin', label: 'Use one core again (the page reloads once)' },
    };
  if (crossOriginIsolated || cores <= 1) return { id: 'cores', tone: 'good', text: `${all} to use` };
  return {
    id: 'cores',
    tone: 'caution',
    text: `${all}, of which a page like this may use one`,
    ...(secureContext
      ? { action: { id: 'isolate', label: `Use all ${cores} cores (the page reloads once)` } }
      : { help: 'Over https it may use them all.' }),
  };
}

function memoryPoints({ memoryGb, phone }: Machine): MachinePoint[] {
  if (phone)
    return [
      {
        id: 'memory',
        tone: 'caution',
        text: 'A phone: its browser gives a page little memory',
        help: 'Models of up to 0.9 GB are advised.',
      },
    ];
  if (memoryGb === null)
    return [{ id: 'memory', tone: 'caution', text: 'The browser does not say how much memory there is' }];
  return [
    {
      id: 'memory',
      tone: memoryGb >= 8 ? 'good' : 'caution',
      text: `${memoryGb} GB of memory${memoryGb >= 8 ? ' or more' : ''}`,
    },
  ];
}

function storagePoints({ secureContext }: Machine, storage: Machine['storage']): MachinePoint[] {
  if (storage === null)
    return [
      {
        id: 'storage',
        tone: 'missing',
        text: secureContext
          ? 'The browser does not say how much it would store'
          : 'This page may store no models: it was not opened over https',
      },
    ];
  const free = Math.max(0, storage.quota - storage.used);
  const kept: MachinePoint = storage.persisted
    ? { id: 'persisted', tone: 'good', text: 'What is stored stays until you delete it' }
    : {
        id: 'persisted',
        tone: 'caution',
        text: 'The browser may clear what is stored when space runs out',
        action: { id: 'persist', label: 'Ask it to keep the files' },
      };
  return [
    {
      id: 'storage',
      tone: free > 1.5e9 ? 'good' : 'caution',
      text: `${formatBytes(free)} of storage free`,
      ...(free > 1.5e9 ? {} : { help: 'A private window has little. Delete a model that you don’t use.' }),
    },
    kept,
  ];
}
