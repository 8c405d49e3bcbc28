import { expect, it } from 'vitest';
import { messagesArrive, scriptedHost } from '../../../tests/fixtures/engine/worker-here';
import type { Answer } from './protocol';
import { serve, type ServerPort } from './serve';

/** A port on which the test says things, and which keeps what is answered unless it refuses to send it. */
function served(refuses: (answer: Answer) => boolean = () => false) {
  const answers: Answer[] = [];
  const listeners: ((event: MessageEvent<unknown>) => void)[] = [];
  const port: ServerPort = {
    postMessage(answer) {
      if (refuses(answer)) throw new DOMException('It could not be cloned.', 'DataCloneError');
      answers.push(answer);
    },
    addEventListener: (_type, listener) => listeners.push(listener),
  };
  serve(port, scriptedHost());
  const say = (data: unknown): void => {
    for (const listener of listeners) listener(new MessageEvent('message', { data }));
  };
  return { say, answers };
}

it('answers a request that it can’t read where it has an id, and goes on', async () => {
  const { say, answers } = served();
  say({ type: 'chat', id: 3, messages: [] });
  say({ type: 'unheard-of' });
  say('nonsense');
  say({ type: 'unload', id: 4 });
  await messagesArrive();
  expect(answers).toEqual([
    { type: 'failed', id: 3, crashed: false, words: expect.stringContaining('could not be read') },
    { type: 'unloaded', id: 4 },
  ]);
});

it('says that an answer could not be sent, and goes on with the next request', async () => {
  const { say, answers } = served(({ type }) => type === 'unloaded');
  say({ type: 'unload', id: 1 });
  say({
    type: 'choose',
    id: 2,
    messages: [{ role: 'user', content: 'Kind?' }],
    labels: ['yes', 'no'],
    grammar: '',
    seed: null,
  });
  await messagesArrive();
  expect(answers).toMatchObject([
    { type: 'failed', id: 1, words: 'DataCloneError: It could not be cloned.' },
    { type: 'chosen', id: 2 },
  ]);
});

it('goes on where nothing at all can be sent about an exchange', async () => {
  const { say, answers } = served(({ id }) => id === 1);
  say({ type: 'unload', id: 1 });
  say({ type: 'unload', id: 2 });
  await messagesArrive();
  expect(answers).toEqual([{ type: 'unloaded', id: 2 }]);
});
