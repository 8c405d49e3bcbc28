import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';

/** Off: sandbox (containers lack the rights for it), QUIC, first-run pages and every request of the browser's own. */
export const BROWSER_FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const MAC_APP = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/** Path of a Chromium: CHROMIUM_PATH, else the system's Chromium or Chrome, else playwright's own; undefined where there is none. */
export function findChromium(): string | undefined {
  return candidates().find(runnable);
}

function candidates(): string[] {
  const named = process.env['CHROMIUM_PATH'];
  if (named) {
    if (runnable(named)) return [named];
    throw new Error(`CHROMIUM_PATH is ${named}, where no program is. Unset it or correct it.`);
  }
  const folders = ['/usr/bin', ...(process.env['PATH'] ?? '').split(path.delimiter)];
  const system = folders.flatMap((folder) => NAMES.map((name) => path.join(folder, name)));
  return [...system, MAC_APP, chromium.executablePath()];
}

function runnable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** As `findChromium`, but starts it to be sure, and installs one where there is none: playwright's, else Debian's package. Throws what is missing. */
export function ensureChromium(): string {
  const found = findStarting();
  if (found) return found;
  console.log('No Chromium found. Installing one.');
  const debianRoot = existsSync('/usr/bin/apt-get') && process.getuid?.() === 0;
  const attempts = [
    ['npx', 'playwright', 'install', ...(debianRoot ? ['--with-deps'] : []), 'chromium'],
    ...(debianRoot ? [['sh', '-c', 'apt-get update && apt-get install -y chromium']] : []),
  ];
  for (const [program = '', ...args] of attempts) {
    console.log(`> ${[program, ...args].join(' ')}`);
    spawnSync(program, args, { stdio: 'inherit' });
    const installed = findStarting();
    if (installed) return installed;
  }
  throw new Error(
    'The tests in the browser need Chromium, and it could not be installed here. ' +
      'Install it with your system (Debian: apt-get install chromium), or with "npx playwright install --with-deps chromium", ' +
      'or set CHROMIUM_PATH to a Chromium or Chrome that is installed.',
  );
}

/** The first that really starts: a download can lack the system's libraries, and some systems ship a stand-in that only tells how to install. */
function findStarting(): string | undefined {
  return candidates().find(
    (program) => runnable(program) && spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0,
  );
}
