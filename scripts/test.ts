import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { ensureChromium } from './browser';
import { fetchModel } from './models/fetch-model';
import { SMOLLM2 } from './models/real-model';
import { add, countPlaywright, countVitest, NONE, summaryLine, type Counts } from './test-report';

const ROOT = path.resolve(import.meta.dirname, '..');
const REPORTS = path.join(ROOT, '.cache', 'test');
/** A stage that has no tests of its own but did not succeed counts as one failure, so that the last line never says none. */
const ONE_FAILURE: Counts = { ...NONE, failed: 1 };

interface Stage {
  readonly name: string;
  readonly ok: boolean;
  readonly counts: Counts;
}

mkdirSync(REPORTS, { recursive: true });
const stages = [plain('check', 'npm', ['run', '--silent', 'check']), unit()];
const built = plain('build', 'npm', ['run', '--silent', 'build']);
stages.push(built);
if (built.ok) stages.push(plain('size of what is loaded first', 'npm', ['run', '--silent', 'size']));
if (built.ok) {
  const model = await fetchModel(SMOLLM2);
  stages.push(browser('e2e', ['--project=desktop', '--project=phone']));
  // On their own and one after the other: a language model takes every core there is.
  stages.push(browser('e2e with language models', ['--project=models', '--workers=1']));
  if ('why' in model) {
    console.log(`\n### NO REAL LANGUAGE MODEL WAS RUN: ${SMOLLM2.name} could not be had. ${model.why}. ###`);
    console.log('### Its tests are skipped; the made-up model of random weights ran in its place. ###');
  }
} else {
  stages.push({ name: 'e2e (not run: no build)', ok: false, counts: ONE_FAILURE });
}

console.log('\nWhat ran:');
for (const { name, ok, counts } of stages) {
  const tests = counts.passed + counts.failed + counts.skipped > 0 ? `  ${summaryLine(counts)}` : '';
  console.log(`  ${ok ? 'ok    ' : 'FAILED'}  ${name}${tests}`);
}
const total = stages.map(({ counts }) => counts).reduce(add, NONE);
console.log(`\n${summaryLine(total)}`);
process.exitCode = stages.every(({ ok }) => ok) && total.failed === 0 ? 0 : 1;

function run(
  name: string,
  program: string,
  args: string[],
  env: Partial<Record<string, string>> = {},
): boolean {
  console.log(`\n== ${name}: ${[program, ...args].join(' ')}`);
  const done = spawnSync(program, args, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env } });
  if (done.error) console.error(done.error.message);
  return done.status === 0;
}

function plain(name: string, program: string, args: string[]): Stage {
  const ok = run(name, program, args);
  return { name, ok, counts: ok ? NONE : ONE_FAILURE };
}

/** Runs a stage that writes a JSON report. No readable report is a failure as well. */
function reported(
  name: string,
  report: string,
  go: () => boolean,
  count: (report: unknown) => Counts,
): Stage {
  rmSync(report, { force: true });
  const ok = go();
  if (!existsSync(report)) return { name, ok: false, counts: ONE_FAILURE };
  const counts = count(JSON.parse(readFileSync(report, 'utf8')));
  return { name, ok, counts: !ok && counts.failed === 0 ? add(counts, ONE_FAILURE) : counts };
}

function unit(): Stage {
  const report = path.join(REPORTS, 'vitest.json');
  const args = [
    'vitest',
    'run',
    '--configLoader=runner',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ];
  return reported('unit and property', report, () => run('unit and property', 'npx', args), countVitest);
}

function browser(name: string, options: string[]): Stage {
  const report = path.join(REPORTS, `${name.replaceAll(' ', '-')}.json`);
  try {
    const env = { CHROMIUM_PATH: ensureChromium(), PLAYWRIGHT_JSON_OUTPUT_NAME: report };
    const args = ['playwright', 'test', '--reporter=list,json', ...options];
    return reported(name, report, () => run(name, 'npx', args, env), countPlaywright);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { name: `${name} (not run: no Chromium)`, ok: false, counts: ONE_FAILURE };
  }
}
