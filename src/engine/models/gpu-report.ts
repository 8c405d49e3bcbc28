import { z } from 'zod';
import type { Machine } from './machine';

/** What is read off an adapter; of a GPUAdapter, and of what comes out of a worker. */
export const adapterSchema = z.object({
  shaderF16: z.boolean(),
  /** Names as the browser gives them; browsers leave most of them empty. */
  info: z.object({
    vendor: z.string(),
    architecture: z.string(),
    device: z.string(),
    description: z.string(),
  }),
  fallback: z.boolean(),
  limits: z.object({
    maxBufferSize: z.number(),
    maxStorageBufferBindingSize: z.number(),
    maxComputeWorkgroupStorageSize: z.number(),
    maxStorageBuffersPerShaderStage: z.number(),
  }),
});
export type AdapterFacts = z.infer<typeof adapterSchema>;

/** What a worker found: an adapter, or why there is none. */
export const gpuProbeSchema = z.union([
  adapterSchema,
  z.object({ missing: z.enum(['no-webgpu', 'no-adapter']) }),
]);
export type GpuProbe = z.infer<typeof gpuProbeSchema>;

/**
 * The least that web-llm 0.2.86 asks of an adapter (`detectGPUDevice`); it takes a gibibyte for the first two where it
 * can. Below any of them it refuses to start, after the download.
 */
const LEAST = [
  {
    limit: 'maxBufferSize',
    least: 2 ** 28,
    says: (value: number) => `a buffer holds ${mib(value)} of 256 MiB`,
  },
  {
    limit: 'maxStorageBufferBindingSize',
    least: 2 ** 27,
    says: (value: number) => `a binding holds ${mib(value)} of 128 MiB`,
  },
  {
    limit: 'maxComputeWorkgroupStorageSize',
    least: 2 ** 15,
    says: (value: number) => `a workgroup holds ${Math.floor(value / 1024)} of 32 KiB`,
  },
  {
    limit: 'maxStorageBuffersPerShaderStage',
    least: 10,
    says: (value: number) => `a shader takes ${value} of 10 buffers`,
  },
] as const;

const mib = (bytes: number): string => `${Math.floor(bytes / 2 ** 20)} MiB`;

export function gpuReport(probe: GpuProbe): Machine['gpu'] {
  if ('missing' in probe) return probe;
  const { info, limits } = probe;
  return {
    name: info.description || [info.vendor, info.architecture, info.device].filter(Boolean).join(' '),
    shaderF16: probe.shaderF16,
    maxBufferBytes: limits.maxBufferSize,
    maxBindingBytes: limits.maxStorageBufferBindingSize,
    fallback: probe.fallback,
    shortcomings: LEAST.filter(({ limit, least }) => limits[limit] < least).map(({ limit, says }) =>
      says(limits[limit]),
    ),
  };
}
