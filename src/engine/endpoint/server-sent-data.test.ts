import fc from 'fast-check';
import { expect, it } from 'vitest';
import { serverSentData } from './server-sent-data';

async function read(pieces: readonly Uint8Array[]): Promise<string[]> {
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      for (const piece of pieces) controller.enqueue(piece);
      controller.close();
    },
  });
  const all: string[] = [];
  for await (const data of serverSentData(body)) all.push(data);
  return all;
}

/** The bytes of a text, cut at these places. */
function cut(text: string, places: readonly number[]): Uint8Array[] {
  const bytes = new TextEncoder().encode(text);
  const at = [...new Set(places.map((place) => place % (bytes.length + 1)))].sort((a, b) => a - b);
  return [0, ...at].map((from, index) => bytes.slice(from, at[index]));
}

it('gives the same events wherever the stream is cut, with any line ends', async () => {
  const event = fc.string({ unit: 'grapheme' }).filter((text) => !/[\r\n]/.test(text));
  await fc.assert(
    fc.asyncProperty(
      fc.array(event),
      fc.constantFrom('\n', '\r\n', '\r'),
      fc.array(fc.nat()),
      async (events, end, places) => {
        const text = events
          .map((data) => `: a comment${end}event: x${end}data: ${data}${end}${end}`)
          .join('');
        expect(await read(cut(text, places))).toEqual(events);
      },
    ),
  );
});

it('joins the lines of one event and takes data without a blank after the colon', async () => {
  expect(await read(cut('data:one\ndata: two\n\ndata:three\n\n', [3, 9]))).toEqual(['one\ntwo', 'three']);
});

it('gives what came of an event that the stream cut off', async () => {
  expect(await read(cut('data: whole\n\ndata: ha', []))).toEqual(['whole', 'ha']);
  expect(await read(cut('data: whole\r\n\r\ndata: ha\r', []))).toEqual(['whole', 'ha']);
  expect(await read([])).toEqual([]);
});
