// First: everything below brings zod with it.
import '../../no-eval';
import { MLCEngine } from '@mlc-ai/web-llm';
import { version } from '@mlc-ai/web-llm/package.json';
import { serve } from '../worker/serve';
import { WebllmHost } from './webllm-host';

/** Out of the cache that web-llm keeps configurations in. */
async function readStored(url: string): Promise<unknown> {
  const stored = await (await caches.open('webllm/config')).match(url);
  return stored?.json();
}

/** Entry point of the worker that runs web-llm; nothing else imports it. */
serve(
  self,
  new WebllmHost({
    create: (appConfig, initProgressCallback) =>
      new MLCEngine({ appConfig, initProgressCallback, logLevel: 'ERROR' }),
    engineVersion: version,
    readStored,
  }),
);
