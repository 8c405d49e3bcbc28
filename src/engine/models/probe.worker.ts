import type { GpuProbe } from './gpu-report';

/**
 * Entry point of the probe worker: says once what GPU a worker gets, then its client ends it. An engine's worker may see
 * another adapter than the page, or none.
 */
async function probe(): Promise<GpuProbe> {
  if (!('gpu' in navigator)) return { missing: 'no-webgpu' };
  const adapter = await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (adapter === null) return { missing: 'no-adapter' };
  const { info, limits } = adapter;
  return {
    shaderF16: adapter.features.has('shader-f16'),
    info: {
      vendor: info.vendor,
      architecture: info.architecture,
      device: info.device,
      description: info.description,
    },
    fallback: info.isFallbackAdapter,
    limits: {
      maxBufferSize: limits.maxBufferSize,
      maxStorageBufferBindingSize: limits.maxStorageBufferBindingSize,
      maxComputeWorkgroupStorageSize: limits.maxComputeWorkgroupStorageSize,
      maxStorageBuffersPerShaderStage: limits.maxStorageBuffersPerShaderStage,
    },
  };
}

probe().then(
  (found) => postMessage(found),
  () => postMessage({ missing: 'no-adapter' } satisfies GpuProbe),
);
