import { formatBytes } from '../../../domain/text/format-bytes';
import { EngineFailure } from '../../engine-failure';

const host = (url: string): string => {
  try {
    return new URL(url).host;
  } catch {
    return url;
  }
};
const name = (url: string): string => url.split(/[?#]/)[0].split('/').at(-1) || url;

/** Everything that the store can fail with, in words. What has come is kept in every case but a damaged file. */
export const FAILURES = {
  offline: (url: string, detail: string) =>
    new EngineFailure(
      'offline',
      'This device is offline. What has come so far is kept; the download goes on when you start it again.',
      'resume',
      `${url}: ${detail}`,
    ),
  unreachable: (url: string, detail: string) =>
    new EngineFailure(
      'download-failed',
      `${host(url)} could not be reached, or does not let other sites read its files. A school’s network may block it. What has come so far is kept: try again, try another network, or take the model from a disk.`,
      'resume',
      `${url}: ${detail}`,
    ),
  broken: (url: string, detail: string) =>
    new EngineFailure(
      'download-failed',
      `The connection to ${host(url)} kept breaking off. What has come so far is kept: try again, and it goes on from there.`,
      'resume',
      `${url}: ${detail}`,
    ),
  locked: (url: string, status: number) =>
    new EngineFailure(
      'download-failed',
      `${host(url)} gives ${name(url)} only to people who are logged in there, which this app never is. Choose another model, or download the file yourself and take it in from your disk.`,
      'none',
      `${url}: HTTP ${status}`,
    ),
  absent: (url: string, status: number) =>
    new EngineFailure(
      'download-failed',
      `${host(url)} has no file ${name(url)} at this address any more. What has come so far is kept. Check the address, try again later, or choose another model.`,
      'none',
      `${url}: HTTP ${status}`,
    ),
  busy: (url: string, status: number) =>
    new EngineFailure(
      'download-failed',
      status === 429
        ? `${host(url)} is asked for too much from this network just now. What has come so far is kept: wait a few minutes and go on.`
        : `${host(url)} has trouble just now. What has come so far is kept: go on a little later.`,
      'resume',
      `${url}: HTTP ${status}`,
    ),
  refused: (url: string, status: number) =>
    new EngineFailure(
      'download-failed',
      `${host(url)} refused to send ${name(url)}.`,
      'none',
      `${url}: HTTP ${status}`,
    ),
  noRoom: (needed: number, free: number) =>
    new EngineFailure(
      'storage-full',
      `This model needs ${formatBytes(needed)} of free space, and the browser has ${formatBytes(free)} left for this page. Delete another model, or free some space on the disk.`,
      'none',
      `needed ${Math.ceil(needed)}, free ${Math.floor(free)} bytes`,
    ),
  full: (file: string, detail: string) =>
    new EngineFailure(
      'storage-full',
      'The browser’s space for this page is full. What has come so far is kept: delete another model or free some space on the disk, then go on. A private window gives little space.',
      'none',
      `${file}: ${detail}`,
    ),
  impostor: (file: string, is: string) =>
    new EngineFailure(
      'file-damaged',
      `Instead of ${file} came ${is}. Nothing of it was kept. Open any web page to see whether the network wants a login, then try again.`,
      'none',
      `${file}: ${is}`,
    ),
  wrongSize: (file: string, came: number, expected: number) =>
    new EngineFailure(
      'file-damaged',
      `${file} has another size than it should (${formatBytes(came)} instead of ${formatBytes(expected)}). It was put away; try again.`,
      'delete-and-retry',
      `${file}: ${came} bytes, expected ${expected}`,
    ),
  wrongHash: (file: string, came: string, expected: string) =>
    new EngineFailure(
      'file-damaged',
      `${file} came, but it is not the file that was expected: its fingerprint (SHA-256) differs. It was put away; try again, or on another network.`,
      'delete-and-retry',
      `${file}: ${came}, expected ${expected}`,
    ),
  libraryChanged: (file: string, came: string, expected: string) =>
    new EngineFailure(
      'file-damaged',
      `The library ${file} has changed since it was first fetched. It is program code, so the new one was not taken. If you expect a new version, delete this model (and others that run on the same library) and get it again; if not, ask whoever runs this site, or choose another model.`,
      'none',
      `${file}: ${came}, at first ${expected}`,
    ),
  unreadable: (file: string, detail: string) =>
    new EngineFailure(
      'file-damaged',
      `${file} can’t be read. It was put away; try again. If that does not help, the folder does not hold a model of this kind.`,
      'delete-and-retry',
      `${file}: ${detail}`,
    ),
  noTokenizer: (names: readonly string[]) =>
    new EngineFailure(
      'tokenizer',
      'This model’s folder names no tokeniser that the engine can read (tokenizer.json or tokenizer.model). Choose another model.',
      'none',
      `tokenizer_files: ${names.join(', ')}`,
    ),
  tooLarge: (file: string, bytes: number) =>
    new EngineFailure(
      'not-a-model',
      `${file} is larger than 2 GB, more than the engine reads in one piece. Take the same model split into parts.`,
      'none',
      `${file}: ${bytes} bytes`,
    ),
  notAModel: (message: string) => new EngineFailure('not-a-model', message, 'none', message),
  nothingToStore: (id: string) =>
    new EngineFailure(
      'not-a-model',
      'This model has no files to download: it comes from the browser, from another program, or from a disk.',
      'none',
      id,
    ),
  halfCopied: (id: string) =>
    new EngineFailure(
      'not-a-model',
      'This model came from a disk, and not all of it was copied. Take it in from the disk again.',
      'none',
      id,
    ),
  otherTab: (id: string) =>
    new EngineFailure(
      'other-tab',
      'This model is being downloaded or deleted already, here or in another tab. Wait until that is done.',
      'none',
      id,
    ),
  incomplete: (id: string) =>
    new EngineFailure(
      'file-damaged',
      'Not all of this model is here. Download the rest first.',
      'resume',
      id,
    ),
  insecure: () =>
    new EngineFailure(
      'insecure-page',
      'This page was not opened over https, so the browser lets it keep no models. Open it over https, or from this machine (http://localhost).',
      'none',
      'no private files or caches here',
    ),
  stopped: (detail: string) =>
    new EngineFailure(
      'worker-died',
      'The download stopped unexpectedly, perhaps for lack of memory. What has come so far is kept: start it again.',
      'resume',
      detail,
    ),
} as const;

export const isAbort = (thrown: unknown): boolean =>
  thrown instanceof DOMException && thrown.name === 'AbortError';

export const aborted = (): DOMException => new DOMException('Paused.', 'AbortError');

/** A full disk by the names that browsers give it. */
export const isFull = (thrown: unknown): boolean =>
  thrown instanceof Error &&
  !(thrown instanceof EngineFailure) &&
  (thrown.name === 'QuotaExceededError' || /quota|ENOSPC/i.test(thrown.message));
