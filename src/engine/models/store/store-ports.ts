/** One file that is open for this worker alone. Methods answer at once and throw what the browser throws. */
export interface OpenFile {
  size(): number;
  /** Throws a QuotaExceededError where the disk, or what the browser gives this site, is full. */
  write(bytes: Uint8Array, at: number): void;
  /** The number of bytes that were read; fewer than asked for at the end of the file. */
  read(into: Uint8Array, at: number): number;
  truncate(size: number): void;
  /** Everything written before it survives a power cut. */
  flush(): void;
  close(): void;
}

/** The browser's private files, by paths with forward slashes. Folders come into being with their files. */
export interface FileStorage {
  /** Opens a file, or makes an empty one. Rejects while another tab has it open. */
  open(path: string): Promise<OpenFile>;
  /** In bytes, or null where there is no such file. */
  size(path: string): Promise<number | null>;
  /** The file as it is on the disk, without a copy in memory; null where there is none. */
  blob(path: string): Promise<Blob | null>;
  /** Names in a folder; none for a folder that is not there. */
  list(folder: string): Promise<string[]>;
  /** Removes a file, or a folder with everything in it. Fine where there is none. */
  remove(path: string): Promise<void>;
}

/** The cache that web-llm reads its files from: whole responses under absolute addresses. */
export interface WeightCache {
  /** Replaces what was there. An entry is there whole or not at all. */
  put(scope: CacheScope, url: string, body: Blob, contentType: string): Promise<void>;
  /** Null where nothing is there. */
  get(scope: CacheScope, url: string): Promise<Blob | null>;
  /** In bytes, or null where nothing is there. */
  size(scope: CacheScope, url: string): Promise<number | null>;
  remove(scope: CacheScope, url: string): Promise<void>;
}

/** The names under which web-llm 0.2.86 keeps files. */
export const CACHE_SCOPES = ['webllm/model', 'webllm/config', 'webllm/wasm'] as const;
export type CacheScope = (typeof CACHE_SCOPES)[number];

/** Everything that the store needs from its surroundings. */
export interface StorePorts {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly files: FileStorage;
  readonly cache: WeightCache;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Resolves after so many milliseconds, or at once when the signal fires. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly online: () => boolean;
  /** Bytes that may still be stored; null where the browser does not say. */
  readonly freeBytes: () => Promise<number | null>;
  /** Runs work that no other tab may do at the same time, and gives null where another one is doing it. */
  readonly alone: <T>(name: string, work: () => Promise<T>) => Promise<{ readonly value: T } | null>;
  /** Different at each call. */
  readonly newKey: () => string;
}
