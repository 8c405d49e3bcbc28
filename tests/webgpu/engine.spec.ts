import { expect, test, type Page } from '@playwright/test';
import type {} from './page/engine-page';
import type { CallOptions, Message, Usage } from '../../src/engine/language-model';
import { openSession, type Session } from './session';

/*
 * The real web-llm under the product's own store and adapter, without its screens. One model is loaded, used, unloaded and
 * loaded once more; each test goes on where the one before it ended.
 */
test.describe.configure({ mode: 'serial' });

const PAGE = 'tests/webgpu/page/';
const HELLO: Message[] = [
  { role: 'system', content: 'You are terse.' },
  { role: 'user', content: 'Say hello to the world in one sentence, please.' },
];
const SAMPLING: CallOptions = { temperature: 0.7, seed: 7, maxTokens: 16 };

let session: Session;
let page: Page;
let id = '';
/** What the first load wrote. */
let hello = '';

test.beforeAll(async () => {
  session = await openSession();
  page = await session.open(PAGE);
});
test.afterAll(() => session.close());

const chat = (messages: Message[], options: CallOptions, stopAfter?: number) =>
  page.evaluate(([asked, how, stop]) => engineUnderTest.chat(asked, how, stop), [
    messages,
    options,
    stopAfter,
  ] as const);
const judge = (messages: Message[], options: CallOptions) =>
  page.evaluate(([asked, how]) => engineUnderTest.judge(asked, how), [messages, options] as const);
const choose = (messages: Message[], labels: string[], options: CallOptions) =>
  page.evaluate(([asked, among, how]) => engineUnderTest.choose(asked, among, how), [
    messages,
    labels,
    options,
  ] as const);

test('fetches a model by its address, file by file, and knows that it is all here', async () => {
  const { folder, library } = session;
  const fetched = await page.evaluate(([from, lib]) => engineUnderTest.download(from, lib), [
    folder,
    library,
  ] as const);
  id = fetched.id;
  expect(fetched.check).toEqual({ ready: true, missing: [] });
  const last = fetched.progress.at(-1);
  expect(last?.doneBytes).toBe(last?.totalBytes);
  expect(session.asked).toContain('tokenizer.json');
  report('download', `${Math.round(session.sentBytes / 1e6)} MB in ${seconds(fetched.ms)}`);
});

test('loads it in phases, and asks the network for nothing', async () => {
  session.forget();
  const { used, capabilities, progress, ms } = await load();
  expect(session.asked).toEqual([]);
  expect([...new Set(progress.map(({ phase }) => phase))]).toEqual([
    'start',
    'weights',
    'shaders',
    'warm-up',
  ]);
  expect(progress.some(({ phase, fraction }) => phase === 'shaders' && (fraction ?? 0) > 0.5)).toBe(true);
  expect(used).toMatchObject({ id, engine: 'webllm', engineVersion: session.engineVersion });
  expect(used.backend).toMatch(/^WebGPU, ./);
  expect(capabilities).toMatchObject({ constraint: 'grammar', logprobs: true, seed: true });
  report('first load', `${seconds(ms)}, ${used.engine} ${used.engineVersion}, ${used.backend}`);
});

test('streams a text token by token, and the same seed writes the same text', async () => {
  const first = await chat(HELLO, SAMPLING);
  hello = first.text;
  // A token can be half a character: then nothing is to be shown yet.
  expect(first.pieces.length).toBeGreaterThan(8);
  expect(first.last).toMatchObject({ finish: 'length' });
  report('stream', speed(first.last?.usage));
  expect((await chat(HELLO, SAMPLING)).text).toBe(hello);
  expect((await chat(HELLO, { ...SAMPLING, seed: 8 })).text).not.toBe(hello);
});

test('hands a text with dollar signs to the model as it stands', async () => {
  // As a replacement, each “$&” would become the placeholder that it replaces: some four tokens instead of at most two.
  const { last } = await chat([{ role: 'user', content: '$& '.repeat(30) }], { maxTokens: 1, seed: 1 });
  expect(last?.usage?.promptTokens).toBeLessThan(100);
});

test('writes JSON that fulfils its contract, quicker when it knows the grammar', async () => {
  for (const time of ['first', 'again']) {
    const { value, text, usage, ms } = await judge(HELLO, { seed: 3, maxTokens: 80 });
    // Written compactly: the grammar allows no white space between tokens.
    expect(text).toBe(JSON.stringify(value));
    expect(value.priority).toBeGreaterThanOrEqual(1);
    const grammar = usage.extra?.['grammar_init_s'] ?? Number.NaN;
    report(`json, ${time}`, `${seconds(ms)}, ${speed(usage)}, grammar ready in ${seconds(1000 * grammar)}`);
  }
});

test('chooses by the probabilities of the labels, and a chat goes on from the choice without computing it again', async () => {
  const labels = ['1', '2', '3', '4', '5'];
  const choice = await choose(HELLO, labels, { seed: 1 });
  expect(choice.probabilities.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 6);
  expect(choice.probabilities.filter((one) => one > 0.01 && one < 0.99)).toHaveLength(5);
  expect(labels).toContain(choice.picked);
  report('choose', `${seconds(choice.ms)}, ${speed(choice.usage)}`);

  const more: Message[] = [
    ...HELLO,
    { role: 'assistant', content: choice.picked },
    { role: 'user', content: 'And now in one word.' },
  ];
  const next = await choose(more, ['yes', 'no'], { seed: 1 });
  expect(next.usage.cachedTokens).toBeGreaterThanOrEqual(choice.usage.promptTokens);
  expect(next.usage.promptTokens).toBeLessThan(choice.usage.promptTokens);
});

test('stops in the middle of a text, and writes the next one as if nothing had been', async () => {
  const stopped = await chat(HELLO, { ...SAMPLING, maxTokens: 400 }, 3);
  expect(stopped).toMatchObject({ rejected: 'AbortError', last: null });
  expect(stopped.pieces).toHaveLength(3);
  expect((await chat(HELLO, SAMPLING)).text).toBe(hello);
});

test('unloads it', async () => {
  await page.evaluate(() => engineUnderTest.unload());
  expect((await chat(HELLO, SAMPLING)).rejected).toBe('EngineFailure');
});

test('loads it again in a new browser with the network cut, and writes the same', async () => {
  await session.cutNetwork({ keepApp: true });
  page = await session.open(PAGE);
  const { ms } = await load();
  report('load with the network cut', seconds(ms));
  expect((await chat(HELLO, SAMPLING)).text).toBe(hello);
  await page.evaluate(() => engineUnderTest.unload());
});

const load = () => page.evaluate((stored) => engineUnderTest.load(stored), id);

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

function speed(usage: Usage | undefined): string {
  const { prefill_tokens_per_s: read = Number.NaN, decode_tokens_per_s: written = Number.NaN } =
    usage?.extra ?? {};
  return `${usage?.promptTokens} tokens read at ${read.toFixed(1)}/s, ${usage?.completionTokens} written at ${written.toFixed(1)}/s`;
}

/** Figures for people; no test rests on them. */
function report(what: string, figures: string): void {
  console.log(`    ${what}: ${figures}`);
}
