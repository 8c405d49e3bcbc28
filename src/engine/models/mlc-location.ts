import { sha256 } from '../../domain/sha256';
import type { ModelEntry } from './model-entry';

/** Where web-llm looks for a model: absolute addresses, which are also the keys of its cache. */
export interface MlcLocation {
  /** Ends in `/resolve/<revision>/`, so that web-llm adds nothing to it. */
  readonly folder: string;
  readonly library: string;
}

/** Files from a disk lie under an address that no network can answer (RFC 2606). */
const DISK = 'https://disk.invalid/';

/** Null for a model that is no MLC model. */
export function mlcLocation({ id, source }: Pick<ModelEntry, 'id' | 'source'>): MlcLocation | null {
  if (source.kind === 'mlc') {
    return { folder: webllmFolder(source.folder), library: libraryKey(source.library) };
  }
  if (source.kind !== 'disk' || source.format !== 'mlc') return null;
  const folder = `${DISK}${id}/resolve/local/`;
  const library = source.names.find((name) => name.endsWith('.wasm'));
  return library === undefined ? null : { folder, library: folder + library };
}

/** web-llm 0.2.86 never looks into its cache for a library whose address has "localhost" in it, wherever that stands. */
const libraryKey = (library: string): string =>
  library.includes('localhost') ? `${DISK}library/${sha256(library)}.wasm` : library;

/** As web-llm writes it (`cleanModelUrl`): where no `/resolve/<revision>/` stands, it adds `resolve/main/`. */
export function webllmFolder(folder: string): string {
  const slashed = folder.endsWith('/') ? folder : `${folder}/`;
  return /.+\/resolve\/.+\//.test(slashed) ? slashed : `${slashed}resolve/main/`;
}
