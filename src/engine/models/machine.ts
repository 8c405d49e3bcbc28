/** What this browser on this machine can carry, asked before anything is downloaded. */
export interface Machine {
  readonly secureContext: boolean;
  /** The adapter as an engine's worker sees it, or why there is none. */
  readonly gpu:
    | {
        readonly name: string;
        readonly shaderF16: boolean;
        readonly maxBufferBytes: number;
        readonly maxBindingBytes: number;
        /** True for an adapter that computes on the CPU. */
        readonly fallback: boolean;
        /** Limits below what the engine asks for, in words; empty where it would start. */
        readonly shortcomings: readonly string[];
      }
    | { readonly missing: 'insecure-page' | 'no-webgpu' | 'no-adapter' };
  /** Gigabytes as the browser says, rounded and capped by it; null where it does not say. */
  readonly memoryGb: number | null;
  readonly cores: number;
  /** Whether the CPU engine may use several threads in this page. */
  readonly crossOriginIsolated: boolean;
  readonly phone: boolean;
  /** Bytes; null where the browser does not say. */
  readonly storage: { readonly used: number; readonly quota: number; readonly persisted: boolean } | null;
  /** The browser's own model. */
  readonly promptApi: 'available' | 'downloadable' | 'none';
}
