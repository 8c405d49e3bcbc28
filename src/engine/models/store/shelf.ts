import { type Manifest, type ManifestFile, pathOf, writeManifest } from './manifest';
import type { FileStorage } from './store-ports';

/** A manifest in work: every change is written down before the next step rests on it. */
export class Shelf {
  #manifest: Manifest;
  #saved: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly files: FileStorage,
    manifest: Manifest,
  ) {
    this.#manifest = manifest;
  }

  get manifest(): Manifest {
    return this.#manifest;
  }

  get id(): string {
    return this.#manifest.entry.id;
  }

  file(at: number): ManifestFile {
    const file = this.#manifest.files[at];
    if (file === undefined) throw new RangeError(`the manifest of ${this.id} has no file ${at}`);
    return file;
  }

  path(at: number): string {
    return pathOf(this.id, at, this.file(at));
  }

  /** Several files may be in work at once; their changes are written one after the other. */
  change(change: Partial<Manifest>): Promise<void> {
    this.#manifest = { ...this.#manifest, ...change };
    const saved = this.#saved.then(() => writeManifest(this.files, this.#manifest));
    this.#saved = saved.catch(() => undefined);
    return saved;
  }

  changeFile(at: number, change: Partial<ManifestFile>): Promise<void> {
    const files = this.#manifest.files.map((file, place) => (place === at ? { ...file, ...change } : file));
    return this.change({ files });
  }
}
