import type { Storage } from '../storage/storage';
import type { Notices } from './notices.svelte';

/** What the lists of stored things need from outside. */
export interface LibraryPorts {
  readonly storage: () => Promise<Storage>;
  readonly notices: Notices;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** An id that no stored thing has. Later ids sort after earlier ones. */
  readonly newId: () => string;
}
