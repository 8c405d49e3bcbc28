import type { ModelEntry } from './model-entry';

/** How far a download is. */
export interface DownloadProgress {
  /** `plan`: asks which files there are; `check`: compares sizes and hashes with what is expected. */
  readonly phase: 'plan' | 'download' | 'check';
  readonly doneBytes: number;
  /** Null until the plan is known. */
  readonly totalBytes: number | null;
  readonly file: string | null;
  /** Over the last seconds; null while nobody can tell. */
  readonly bytesPerSecond: number | null;
  /** A sentence about the way it goes: that the connection broke, or that a server can't go on in the middle of a file. */
  readonly note?: string;
}

export interface StoredFile {
  readonly name: string;
  /** Expected size in bytes, null where the host gave none. */
  readonly bytes: number | null;
  /** What is here of it, in bytes. */
  readonly here: number;
}

/** One model as this browser has it: all of it, or the part that has come so far. */
export interface StoredModel {
  /** With `revision` filled in; its addresses are those under which the engine finds the files. */
  readonly entry: ModelEntry;
  /** The commit that its files were pinned to, where the host names one. */
  readonly revision: string | null;
  /** The SHA-256 of its library, where it has one: no commit names that. */
  readonly library?: string;
  readonly files: readonly StoredFile[];
}

/** The answer to "would it load with the network cut?", file by file. */
export interface OfflineCheck {
  readonly ready: boolean;
  /** Names of files that are missing or have the wrong size. */
  readonly missing: readonly string[];
  /** Whether the code of its engine is kept as well; absent where nobody knows, or where it needs none. */
  readonly engine?: boolean;
}

/** One request that left the page, so that a person can see that only model files were asked for. */
export interface SentRequest {
  readonly url: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly bytes: number;
  readonly modelId: string;
}

export interface DownloadOptions {
  /** Firing it pauses: what has come is kept, and the next `download` goes on from there. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: DownloadProgress) => void;
}

/**
 * The model files in this browser. Rejections are EngineFailures (`offline`, `download-failed`, `storage-full`,
 * `file-damaged`), or an AbortError when the signal fires.
 */
export interface ModelStore {
  list(): Promise<StoredModel[]>;
  /** Not ready and nothing missing: this browser has nothing of that model. */
  check(id: string): Promise<OfflineCheck>;
  /** Fetches what is missing; resolves when every file is here and checked. */
  download(entry: ModelEntry, options?: DownloadOptions): Promise<StoredModel>;
  /** Takes in files from a disk: a GGUF (or its parts), or the files of an MLC folder with its library. No network. */
  importFiles(files: readonly File[], options?: DownloadOptions): Promise<StoredModel>;
  remove(id: string): Promise<void>;
  /** The GGUF files of a model that is here, in order, without a copy in memory. */
  blobs(id: string): Promise<Blob[]>;
  /** Newest last. */
  sent(): Promise<readonly SentRequest[]>;
}
