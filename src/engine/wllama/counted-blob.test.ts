import { expect, it } from 'vitest';
import { CountedBlob } from './counted-blob';

it('gives the bytes of its file and counts what is read, in either way', async () => {
  const read: number[] = [];
  const blob = new CountedBlob(new Blob(['GGUF', 'weights']), (bytes) => read.push(bytes));
  expect(blob).toBeInstanceOf(Blob);
  expect(blob.size).toBe(11);
  expect(await blob.slice(0, 4).text()).toBe('GGUF');
  expect(await blob.slice(4, 50).text()).toBe('weights');
  expect(read).toEqual([4, 7]);
  read.length = 0;
  expect(await new Response(blob.stream()).text()).toBe('GGUFweights');
  expect(read.reduce((sum, bytes) => sum + bytes, 0)).toBe(11);
});
