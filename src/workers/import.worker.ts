// First: the schemas below compile themselves unless they are told not to.
import '../no-eval';
import { fail, ok } from '../domain/result';
import { openRecords } from '../storage/open-records';
import { datasetsRepository } from '../storage/repositories/datasets';
import { runImportJob } from './import-job';
import { importRequestSchema, type ImportResponse } from './import-protocol';

/** Entry point of the import worker: parses requests, runs jobs, and hears cancellations in between. */
const running = new Map<number, AbortController>();
const post = (response: ImportResponse) => postMessage(response);

/** Milliseconds of work between two looks at the messages. */
const SLICE_MS = 20;
let lastLook = 0;
const channel = new MessageChannel();

/** A message to itself: unlike a timer, it isn't held back when it comes often. */
async function giveWay(): Promise<void> {
  if (performance.now() - lastLook < SLICE_MS) return;
  await new Promise<void>((resolve) => {
    channel.port1.onmessage = () => resolve();
    channel.port2.postMessage(null);
  });
  lastLook = performance.now();
}

addEventListener('message', (event: MessageEvent<unknown>) => {
  const parsed = importRequestSchema.safeParse(event.data);
  // Only the client of this project talks to this worker; anything else is not for it.
  if (!parsed.success) return;
  const request = parsed.data;
  if (request.type === 'cancel') return running.get(request.requestId)?.abort();
  const controller = new AbortController();
  running.set(request.requestId, controller);
  const openDatasets = async () => {
    const { records, reason } = await openRecords();
    return reason ? fail(reason) : ok(datasetsRepository(records));
  };
  runImportJob(request, { openDatasets, post, giveWay, signal: controller.signal })
    .catch((thrown: unknown) => {
      const error = {
        code: 'stopped' as const,
        message: `The import stopped: ${String(thrown)}. Nothing of it was stored.`,
      };
      post({ type: 'failed', requestId: request.requestId, error });
    })
    .finally(() => running.delete(request.requestId));
});
