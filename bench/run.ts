import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { BROWSER_FLAGS, ensureChromium } from '../scripts/browser';
import { serveFolder } from '../scripts/static-server';
import { benchBundle } from './bundle';
import { benchCausal } from './causal';
import { benchClassifier } from './classifier';
import { benchContracts } from './contracts';
import { benchCounterfactual } from './counterfactual';
import { benchDrag } from './drag';
import type { Figure, Unmeasured } from './figure';
import { benchFirstRun } from './first-run';
import { benchToucheImport } from './touche-import';

const ROOT = path.resolve(import.meta.dirname, '..');

const { values: options } = parseArgs({
  options: {
    /** Where to write the figures, as a list of {name, value, unit, target}. */
    json: { type: 'string' },
    /** A built site to measure instead of building one. */
    dist: { type: 'string' },
  },
});

const dist = path.resolve(options.dist ?? path.join(ROOT, 'dist'));
if (options.dist === undefined) await build({ root: ROOT, configLoader: 'runner', logLevel: 'warn' });
if (!existsSync(path.join(dist, 'index.html'))) throw new Error(`No built site in ${dist}.`);

const results: (Figure | Unmeasured)[] = [
  benchBundle(dist),
  benchCounterfactual(),
  ...benchCausal(),
  benchClassifier(ROOT),
  ...(await benchContracts()),
  ...(await inBrowser()),
];
for (const result of results) console.log(describe(result));
const figures = results.filter((result): result is Figure => 'value' in result);
if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(figures, null, 2)}\n`);

async function inBrowser(): Promise<(Figure | Unmeasured)[]> {
  const serving = await serveFolder({ folder: dist, port: 0 });
  const browser = await chromium.launch({ executablePath: ensureChromium(), args: BROWSER_FLAGS });
  try {
    return [
      await benchFirstRun(browser, serving.url),
      ...(await benchToucheImport(browser, serving.url)),
      await benchDrag(browser, serving.url),
    ];
  } finally {
    await browser.close();
    await serving.close();
  }
}

function describe(result: Figure | Unmeasured): string {
  if ('why' in result) return `not measured  ${result.name}: ${result.why}`;
  const { name, value, unit, target } = result;
  const digits = unit === 'bytes' ? 0 : 2;
  return `${value <= target ? 'ok          ' : 'TOO MUCH    '}  ${name}: ${value.toFixed(digits)} ${unit} (target ${target})`;
}
