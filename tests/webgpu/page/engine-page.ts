import '../../../src/no-eval';
import { z } from 'zod';
import type { CallOptions, Choice, Chunk, JsonReply, Message } from '../../../src/engine/language-model';
import { loadModel } from '../../../src/engine/load-model';
import type { LoadedModel, LoadProgress } from '../../../src/engine/loaded-model';
import { createModelStore } from '../../../src/engine/models/create-model-store';
import { entryFromUrl } from '../../../src/engine/models/entry-from-url';
import type { DownloadProgress, OfflineCheck } from '../../../src/engine/models/model-store';

/** A judgement such as the pipeline asks for, with nothing in it whose length the model could choose. */
const judgementSchema = z.object({
  relevant: z.boolean(),
  priority: z.number().int().min(1).max(5),
  reading: z.enum(['for', 'against', 'neither']),
  others: z.array(z.number().int().min(-2).max(2)).max(3),
});
type Judgement = z.infer<typeof judgementSchema>;

/** What came of a call, and how long it took from the page's point of view, in milliseconds. */
type Timed<T> = T & { readonly ms: number };

interface Streamed {
  readonly pieces: readonly string[];
  readonly text: string;
  /** With the usage; null where the call was stopped. */
  readonly last: Chunk | null;
  /** The name of what the call rejected with; null where it did not. */
  readonly rejected: string | null;
}

const store = createModelStore();
let model: LoadedModel | null = null;

function loaded(): LoadedModel {
  if (!model) throw new Error('No model is loaded.');
  return model;
}

async function timed<T extends object>(work: () => Promise<T>): Promise<Timed<T>> {
  const began = performance.now();
  const outcome = await work();
  return { ...outcome, ms: performance.now() - began };
}

/** The product's own store and engine, without its screens, as the test uses them. */
const engine = {
  /** From a folder's address, as a person would type it. */
  download: (folder: string, library: string) =>
    timed(async (): Promise<{ id: string; check: OfflineCheck; progress: DownloadProgress[] }> => {
      const entry = entryFromUrl(folder, library);
      if (!entry.ok) throw new Error(entry.error);
      const progress: DownloadProgress[] = [];
      await store.download(entry.value, { onProgress: (now) => progress.push(now) });
      const { id } = entry.value;
      return { id, check: await store.check(id), progress };
    }),

  load: (id: string) =>
    timed(async (): Promise<Pick<LoadedModel, 'used' | 'capabilities'> & { progress: LoadProgress[] }> => {
      const stored = (await store.list()).find(({ entry }) => entry.id === id);
      if (!stored) throw new Error(`Nothing is stored of ${id}.`);
      const progress: LoadProgress[] = [];
      model = await loadModel(stored.entry, store, { onProgress: (now) => progress.push(now) });
      return { used: model.used, capabilities: model.capabilities, progress };
    }),

  /** Stopped when so many pieces have come, where that is given. */
  chat: (messages: Message[], options: CallOptions, stopAfter?: number) =>
    timed(async (): Promise<Streamed> => {
      const abort = new AbortController();
      const pieces: string[] = [];
      let last: Chunk | null = null;
      let rejected: string | null = null;
      try {
        for await (const chunk of loaded().chat(messages, { ...options, signal: abort.signal })) {
          if (chunk.text !== '') pieces.push(chunk.text);
          if (chunk.finish) last = chunk;
          if (pieces.length === stopAfter) abort.abort();
        }
      } catch (error) {
        rejected = error instanceof Error ? error.name : String(error);
      }
      return { pieces, text: pieces.join(''), last, rejected };
    }),

  judge: (messages: Message[], options: CallOptions) =>
    timed((): Promise<JsonReply<Judgement>> =>
      loaded().json(messages, { name: 'judgement', schema: judgementSchema }, options),
    ),

  choose: (messages: Message[], labels: string[], options: CallOptions) =>
    timed((): Promise<Choice> => loaded().choose(messages, labels, options)),

  unload: (): Promise<void> => loaded().unload(),
};

declare global {
  var engineUnderTest: typeof engine;
}
globalThis.engineUnderTest = engine;
