import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { BROWSER_FLAGS, ensureChromium } from '../scripts/browser';
import { fetchModel } from '../scripts/models/fetch-model';
import { serveModels } from '../scripts/models/model-server';
import { SMOLLM2 } from '../scripts/models/real-model';
import { serveFolder } from '../scripts/static-server';
import { BUILTIN_ONLY, type Assignment } from '../src/domain/runs/primitive';
import { engineFigures, servedBy, type BenchRun, type EngineFigures } from './engine/figures';
import type { BenchWish } from './engine/page';

/**
 * Runs COUPLE with a language model in Chromium, without the app's screens, and prints what it costs: loading, reading and
 * writing speed, time and tokens of each step, how often a reply had the asked shape, and what the pipeline itself adds.
 */
const ROOT = path.resolve(import.meta.dirname, '..');
const QUESTIONS = ['family-driving', 'work-credit', 'school-phones'];
const TARGET = { security: 5, 'self-direction': 2, power: 1 };
const WRITES: Assignment = { ...BUILTIN_ONLY, answer: 'llm', realise: 'llm' };
const DOES_ALL: Assignment = {
  answer: 'llm',
  extract: 'llm',
  attribute: 'llm',
  predict: 'llm',
  realise: 'llm',
  judge: 'llm',
};
/** Most that the pipeline may add to the engine's time. */
const OVERHEAD_LIMIT = 0.03;

const { values: options } = parseArgs({
  options: {
    /** A GGUF on this disk, or its address; the fetched SmolLM2 where it is not given. */
    model: { type: 'string' },
    /** The compiled library, where the model is an MLC folder by its address. */
    library: { type: 'string' },
    /** Without the headers that allow threads. */
    'one-thread': { type: 'boolean', default: false },
    question: { type: 'string', multiple: true, default: QUESTIONS },
    attempts: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
  },
});

const source = await modelSource();
const dist = mkdtempSync(path.join(tmpdir(), 'steerboard-bench-'));
await build({
  root: ROOT,
  configLoader: 'runner',
  logLevel: 'warn',
  build: { outDir: dist, rolldownOptions: { input: path.join(ROOT, 'bench/engine/page.html') } },
});
const app = await serveFolder({ folder: dist, port: 0, isolated: !options['one-thread'] });
const browser = await chromium.launch({ executablePath: ensureChromium(), args: BROWSER_FLAGS });
try {
  const page = await browser.newPage();
  page.setDefaultTimeout(0);
  page.on('pageerror', (error) => console.error(error.message));
  await page.goto(`${app.url}bench/engine/page.html`);
  await page.waitForFunction(() => 'bench' in window);
  const bench = await page.evaluateHandle(() => window.bench);

  const where = { address: source.address, library: options.library };
  const loaded = await bench.evaluate((handle, { address, library }) => handle.load(address, library), where);
  console.log(`${loaded.name} in ${loaded.engine}, ${loaded.backend}`);
  console.log(`fetched and checked in ${seconds(loaded.fetchMs)}, loaded in ${seconds(loaded.loadMs)}`);
  for (const assignment of [WRITES, DOES_ALL]) {
    const runs: BenchRun[] = [];
    for (const questionId of options.question) {
      const wish: BenchWish = {
        questionId,
        target: TARGET,
        assignment,
        attempts: Number(options.attempts),
        seed: Number(options.seed),
      };
      runs.push(await bench.evaluate((handle, wanted) => handle.run(wanted), wish));
    }
    print(servedBy(assignment), engineFigures(runs));
    for (const { events } of runs) {
      const last = events.at(-1);
      if (last?.type === 'failed') console.log(`  failed at ${last.step}: ${last.message}`);
    }
  }
} finally {
  await browser.close();
  await app.close();
  await source.close();
  rmSync(dist, { recursive: true, force: true });
}

async function modelSource(): Promise<{ address: string; close: () => Promise<void> }> {
  const { model } = options;
  if (model !== undefined && /^https?:/.test(model)) return { address: model, close: async () => undefined };
  const fetched = model === undefined ? await fetchModel(SMOLLM2) : { file: path.resolve(model) };
  if ('why' in fetched) throw new Error(`${SMOLLM2.name} could not be had. ${fetched.why}.`);
  if (!existsSync(fetched.file)) throw new Error(`There is no file ${fetched.file}.`);
  const name = path.basename(fetched.file);
  const server = await serveModels({ repos: { bench: { [name]: fetched.file } } });
  return { address: `${server.origin}/bench/resolve/main/${name}`, close: () => server.close() };
}

function print(served: string, figures: EngineFigures): void {
  const { prefillPerSecond, decodePerSecond, msPerRun, promptTokensPerRun, validShare, repairs } = figures;
  console.log(`\nThe language model serves ${served}: ${figures.finished} of ${figures.runs} runs finished`);
  console.log(
    `  reads ${prefillPerSecond.toFixed(1)} tokens/s, writes ${decodePerSecond.toFixed(1)} tokens/s`,
  );
  console.log(`  a run: ${seconds(msPerRun)}, ${Math.round(promptTokensPerRun)} prompt tokens computed`);
  for (const { step, ms, calls, promptTokens, cachedTokens, completionTokens } of figures.steps) {
    const [asked, known, written] = [promptTokens, cachedTokens, completionTokens].map(Math.round);
    console.log(
      `    ${step.padEnd(13)} ${seconds(ms).padStart(8)}  ${calls.toFixed(1).padStart(5)} calls  ` +
        `${asked} tokens read (+ ${known} known), ${written} written`,
    );
  }
  if (validShare !== null) console.log(`  shaped replies right at once: ${percent(validShare)}`);
  const again = Object.entries(repairs).map(([what, count]) => `${count} × ${what}`);
  console.log(`  asked again: ${again.length === 0 ? 'never' : again.join(', ')}`);
  console.log(`  around the engine's computing, within its calls: ${percent(figures.aroundShare)}`);
  const { overheadShare } = figures;
  console.log(
    `  ${overheadShare <= OVERHEAD_LIMIT ? 'ok      ' : 'TOO MUCH'}  the pipeline adds ${percent(overheadShare)} (at most ${percent(OVERHEAD_LIMIT)})`,
  );
  if (!(overheadShare <= OVERHEAD_LIMIT)) process.exitCode = 1;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
