import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { nodeFiles, Plug, storePorts } from '../../../../tests/fixtures/models/store-surroundings';
import { Ledger } from './ledger';
import { Progress } from './progress';
import { readSafely, writeSafely } from './safe-json';
import type { DownloadProgress } from '../model-store';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'keeping-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('a safely written file', () => {
  const schema = z.object({ turn: z.number(), text: z.string() });

  it('holds the old text or the new one, whenever the plug is pulled', async () => {
    const text = 'x'.repeat(1000);
    await writeSafely(nodeFiles(folder), 'a.json', { turn: 0, text });
    for (let step = 1; ; step += 1) {
      const plug = new Plug(step);
      const done = await writeSafely(nodeFiles(folder, plug), 'a.json', { turn: step, text }).then(
        () => true,
        () => false,
      );
      const read = await readSafely(nodeFiles(folder), 'a.json', schema);
      expect(read?.text).toBe(text);
      expect([step - 1, step]).toContain(read?.turn);
      // So that the next step begins from a known state.
      await writeSafely(nodeFiles(folder), 'a.json', { turn: step, text });
      if (done) break;
    }
  });

  it('counts as not there where it is of another shape', async () => {
    writeFileSync(path.join(folder, 'a.json'), '{"turn":"one"}');
    expect(await readSafely(nodeFiles(folder), 'a.json', schema)).toBeNull();
  });
});

describe('the ledger', () => {
  const ports = (): ReturnType<typeof storePorts> => storePorts({ files: nodeFiles(folder) });

  it('lists requests in the order in which they went out, with what came back', async () => {
    const ledger = new Ledger(ports());
    const first = await ledger.begin('https://a.example/1', 'm');
    const second = await ledger.begin('https://a.example/2', 'm');
    await second(20);
    await first(10);
    expect((await ledger.sent()).map(({ url, bytes }) => [url.at(-1), bytes])).toEqual([
      ['1', 10],
      ['2', 20],
    ]);
  });

  it('survives the worker, and a line that was cut in half', async () => {
    await new Ledger(ports()).begin('https://a.example/1', 'm');
    const file = await nodeFiles(folder).open('requests.jsonl');
    file.write(new TextEncoder().encode('{"key":"half","url":"https'), file.size());
    file.close();
    const later = new Ledger(storePorts({ files: nodeFiles(folder), newKey: () => 'later' }));
    await (
      await later.begin('https://a.example/2', 'm')
    )(5);
    expect((await later.sent()).map(({ url }) => url)).toEqual([
      'https://a.example/1',
      'https://a.example/2',
    ]);
  });

  it('keeps the newest requests when it has grown long', async () => {
    const line = (at: number): string =>
      `${JSON.stringify({ key: `k${at}`, url: `https://a.example/${'x'.repeat(300)}/${at}`, at, bytes: 1, modelId: 'm' })}\n`;
    writeFileSync(
      path.join(folder, 'requests.jsonl'),
      Array.from({ length: 4000 }, (_, at) => line(at)).join(''),
    );
    const ledger = new Ledger(ports());
    await ledger.begin('https://a.example/new', 'm');
    const sent = await ledger.sent();
    expect(sent).toHaveLength(2001);
    expect(sent.at(-1)?.url).toBe('https://a.example/new');
    expect(sent[0]?.at).toBe(2000);
  });

  it('waits its turn where another tab is writing', async () => {
    const here = ports();
    let refusals = 2;
    const ledger = new Ledger({
      ...here,
      alone: (name, work) => ((refusals -= 1) >= 0 ? Promise.resolve(null) : here.alone(name, work)),
    });
    await ledger.begin('https://a.example/1', 'm');
    expect(await ledger.sent()).toHaveLength(1);
  });
});

describe('progress', () => {
  it('measures what comes, not what was there, and forgets it after some seconds', () => {
    let now = 0;
    const seen: DownloadProgress[] = [];
    const progress = new Progress(
      () => now,
      (each) => seen.push(each),
    );
    progress.begin('download', [
      { here: 500, expected: 1000 },
      { here: 0, expected: null },
    ]);
    expect(seen.at(-1)).toEqual({
      phase: 'download',
      doneBytes: 500,
      totalBytes: 1000,
      file: null,
      bytesPerSecond: null,
    });
    for (let second = 1; second <= 5; second += 1) {
      now = second * 1000;
      progress.has(0, 'a', 500 + second * 50, 1000);
    }
    expect(seen.at(-1)).toMatchObject({ doneBytes: 750, bytesPerSecond: 50, file: 'a' });
    now = 6000;
    progress.has(1, 'b', 2000, 4000);
    expect(seen.at(-1)).toMatchObject({ doneBytes: 2750, totalBytes: 5000 });
    // What one file says is taken back by that file alone.
    progress.note(1, 'Trying again.');
    progress.note(0, null);
    expect(seen.at(-1)?.note).toBe('Trying again.');
    progress.note(1, null);
    expect(seen.at(-1)).not.toHaveProperty('note');
    // A file that starts again: less is here, and that is no speed.
    now = 20_000;
    progress.has(1, 'b', 0, 4000);
    expect(seen.at(-1)).toMatchObject({ doneBytes: 750, bytesPerSecond: null });
  });
});
