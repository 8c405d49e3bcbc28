import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isLoopback } from './loopback';
import { serveLoopback, type LoopbackAnswer } from './loopback-port';

const HERE = [
  'http://127.0.0.1:11434/v1',
  'http://localhost/',
  'https://localhost:1234',
  'http://[::1]:8080/',
  'http://127.1.2.3/',
];
const ELSEWHERE = [
  'http://192.168.1.7/',
  'https://api.example.com/v1',
  'http://localhost.example.com/',
  'http://127.0.0.1.example.com/',
  'http://me@127.0.0.1/',
  'http://me:secret@localhost/',
  'http://0.0.0.0/',
  'http://[::2]/',
  'ftp://localhost/',
  'file:///etc/hosts',
];

it('knows the addresses of this machine', () => {
  for (const url of HERE) expect(isLoopback(url), url).toBe(true);
  for (const url of ELSEWHERE) expect(isLoopback(url), url).toBe(false);
});

it('takes no address of the web for one of this machine', () => {
  fc.assert(
    fc.property(fc.webUrl({ withFragments: true, withQueryParameters: true }), (url) => !isLoopback(url)),
  );
});

it('fetches nothing from elsewhere, whoever asks the worker', () => {
  const asked: string[] = [];
  let listen: ((event: MessageEvent<unknown>) => void) | undefined;
  const answers: LoopbackAnswer[] = [];
  serveLoopback(
    {
      postMessage: (answer) => answers.push(answer),
      addEventListener: (_, listener) => (listen = listener),
    },
    (url) => {
      asked.push(url);
      return Promise.resolve(new Response('x'));
    },
  );
  for (const url of [...ELSEWHERE, ...HERE]) {
    listen?.(new MessageEvent('message', { data: { type: 'fetch', id: 1, url, method: 'GET', body: null } }));
  }
  expect(asked).toEqual(HERE);
});
