import { z } from 'zod';
import { EngineFailure } from '../../engine-failure';
import { readGivenFiles } from '../given-files';
import type { DownloadProgress } from '../model-store';
import { checkOffline } from './check-offline';
import { downloadModel, type Surroundings } from './download-model';
import { entryOf, importModel, recogniseModel } from './import-model';
import { Ledger } from './ledger';
import { pathOf, readManifest, readManifests, toStoredModel } from './manifest';
import { removeModel } from './remove-model';
import { FAILURES, isAbort } from './store-failures';
import type { StorePorts } from './store-ports';
import {
  addressedSchema,
  type StoreAnswer,
  type StoreAsk,
  type StoreFailure,
  storeFailureSchema,
  type StoreRequest,
  storeRequestSchema,
} from './store-protocol';

/** Takes the store's requests, does them, and answers each. What may not happen twice at a time does not, in any tab. */
export class StoreDesk {
  readonly #around: Surroundings;
  readonly #ports: StorePorts;
  readonly #running = new Map<
    number,
    { readonly id: string | null; readonly abort: AbortController; readonly end: Promise<void> }
  >();

  constructor(
    ports: StorePorts,
    private readonly post: (call: number, answer: StoreAnswer) => void,
  ) {
    this.#ports = ports;
    this.#around = { ports, ledger: new Ledger(ports) };
  }

  /** Takes what came as a message. Who asked for something that can't be read is told so. */
  hear(message: unknown): void {
    const request = storeRequestSchema.safeParse(message);
    if (request.success) return this.take(request.data);
    const addressed = addressedSchema.safeParse(message).data;
    if (addressed === undefined) return;
    const failure = toFailure(new Error(z.prettifyError(request.error)));
    this.post(addressed.call, { type: 'failed', failure });
  }

  take({ call, ask }: StoreRequest): void {
    if (ask.type === 'abort') {
      this.#running.get(call)?.abort.abort();
      return;
    }
    const abort = new AbortController();
    const end = this.#answer(call, ask, abort.signal).finally(() => this.#running.delete(call));
    this.#running.set(call, { id: ask.type === 'download' ? ask.entry.id : null, abort, end });
  }

  async #answer(call: number, ask: StoreAsk, signal: AbortSignal): Promise<void> {
    const onProgress = (progress: DownloadProgress): void => this.post(call, { type: 'progress', progress });
    try {
      this.post(call, { type: 'done', value: await this.#do(ask, { signal, onProgress }) });
    } catch (thrown) {
      this.post(call, isAbort(thrown) ? { type: 'aborted' } : { type: 'failed', failure: toFailure(thrown) });
    }
  }

  async #do(
    ask: StoreAsk,
    options: { signal: AbortSignal; onProgress: (progress: DownloadProgress) => void },
  ): Promise<unknown> {
    const { files } = this.#ports;
    switch (ask.type) {
      case 'list':
        return Promise.all((await readManifests(files)).map((manifest) => toStoredModel(files, manifest)));
      case 'sent':
        return this.#around.ledger.sent();
      case 'check':
        return checkOffline(this.#ports, ask.id);
      case 'blobs':
        return this.#blobs(ask.id);
      case 'remove':
        await this.#stopDownload(ask.id);
        return this.#alone(ask.id, () => removeModel(this.#ports, ask.id));
      case 'download':
        return this.#alone(ask.entry.id, () => downloadModel(this.#around, ask.entry, options));
      case 'import': {
        const given = await readGivenFiles(ask.files);
        // Which model it is, and so whose turn it is, shows its fingerprint.
        const recognised = await recogniseModel(this.#ports, given, ask.known, options);
        return this.#alone(entryOf(recognised).id, () =>
          importModel(this.#ports, recognised, options.signal),
        );
      }
      case 'abort':
        return undefined;
    }
  }

  /** A model that is deleted while it is downloaded here is not wanted any more. */
  async #stopDownload(id: string): Promise<void> {
    for (const running of [...this.#running.values()].filter((each) => each.id === id)) {
      running.abort.abort();
      await running.end;
    }
  }

  async #alone<T>(id: string, work: () => Promise<T>): Promise<T> {
    const done = await this.#ports.alone(`model ${id}`, work);
    if (done === null) throw FAILURES.otherTab(id);
    return done.value;
  }

  async #blobs(id: string): Promise<Blob[]> {
    const manifest = await readManifest(this.#ports.files, id);
    if (manifest === null || !(await checkOffline(this.#ports, id)).ready) throw FAILURES.incomplete(id);
    const blobs: Blob[] = [];
    for (const [at, file] of manifest.files.entries()) {
      if (file.place.kind !== 'files') continue;
      const blob = await this.#ports.files.blob(pathOf(id, at, file));
      if (blob === null) throw FAILURES.incomplete(id);
      // Under its own name, for an engine that tells parts by theirs; the bytes stay on the disk.
      blobs.push(new File([blob], file.name));
    }
    return blobs;
  }
}

function toFailure(thrown: unknown): StoreFailure {
  const failure = thrown instanceof EngineFailure ? thrown : FAILURES.stopped(String(thrown));
  const { kind, message, step, detail } = failure;
  const read = storeFailureSchema.safeParse({ kind, message, step, detail });
  return read.success ? read.data : { kind: 'unknown', message, step: 'none', detail };
}
