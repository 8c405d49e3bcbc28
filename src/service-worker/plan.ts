import type { OfflineFiles } from './offline-files';

/** What of a request decides how it is answered. */
export interface Asked {
  readonly method: string;
  readonly url: string;
  /** `Request.mode`: `navigate` is the page itself. */
  readonly mode: string;
  /** `Request.destination`: what asks for it. */
  readonly destination: string;
  /** Whether only a part is asked for. */
  readonly partial: boolean;
}

/**
 * How a request is answered: `page` from the network, else as it was kept; `kept` as it was kept; `keep` likewise, and
 * kept from the network the first time; `network` from the network with the headers of the page; `pass`: not at all,
 * the browser does what it would do without a service worker. Model files always pass: who downloads them keeps them.
 */
export type Plan =
  | { readonly kind: 'page' }
  | { readonly kind: 'kept' | 'keep'; readonly file: string }
  | { readonly kind: 'network' }
  | { readonly kind: 'pass' };

const PASS: Plan = { kind: 'pass' };
const WORKERS = ['worker', 'sharedworker'];

/** `scope`: the address of the folder that the service worker answers for, ending with a slash. */
export function planFor(asked: Asked, files: OfflineFiles, scope: string): Plan {
  if (asked.method !== 'GET' || asked.partial || !asked.url.startsWith(scope)) return PASS;
  const file = asked.url.slice(scope.length).replace(/[?#].*$/s, '');
  if (asked.mode === 'navigate') return file === '' || file === 'index.html' ? { kind: 'page' } : PASS;
  if (files.atOnce.includes(file)) return { kind: 'kept', file };
  if (files.onUse.includes(file)) return { kind: 'keep', file };
  // The worker of a newer build than this one's: in an isolated page it may start only with the page's headers.
  return WORKERS.includes(asked.destination) ? { kind: 'network' } : PASS;
}
