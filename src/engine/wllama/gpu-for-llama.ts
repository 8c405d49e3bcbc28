/** The part of `navigator.gpu` that is looked at. */
interface Gpu {
  requestAdapter(options: { powerPreference: 'high-performance' }): Promise<{
    readonly features: { has(feature: string): boolean };
    readonly info: {
      readonly description: string;
      readonly vendor: string;
      readonly architecture: string;
      readonly isFallbackAdapter: boolean;
    };
  } | null>;
}

/**
 * The name of a GPU that llama.cpp computes on, or null. It needs half precision and a browser that can suspend
 * WebAssembly while the GPU works; without them it takes the CPU and doesn't say so, or ends (llama.cpp b11364).
 */
export async function gpuForLlama(gpu: Gpu | undefined, canSuspend: boolean): Promise<string | null> {
  if (!gpu || !canSuspend) return null;
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter?.features.has('shader-f16') || adapter.info.isFallbackAdapter) return null;
  const { description, vendor, architecture } = adapter.info;
  return description || `${vendor} ${architecture}`.trim() || 'a GPU';
}
