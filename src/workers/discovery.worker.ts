// First: everything below brings zod with it.
import '../no-eval';
import { runDiscoveryJob } from './discovery-job';
import { discoveryTaskSchema, type DiscoveryAnswer } from './discovery-protocol';

/** Entry point of the discovery worker: one task, then its client ends it. */
const post = (answer: DiscoveryAnswer): void => postMessage(answer);

addEventListener('message', (event: MessageEvent<unknown>) => {
  const task = discoveryTaskSchema.safeParse(event.data);
  // Only the client of this project talks to this worker; anything else is not for it.
  if (!task.success) return;
  try {
    runDiscoveryJob(task.data, { post, now: () => performance.now() });
  } catch (thrown) {
    post({ type: 'failed', error: { message: `Learning stopped: ${String(thrown)}.`, columns: [] } });
  }
});
