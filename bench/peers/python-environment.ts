import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The versions that the comparison was made with; pip takes these or says that it can't. */
const PACKAGES = ['causal-learn==0.1.4.8', 'dowhy==0.14'];
const INSTALL_MS = 15 * 60_000;

/** A Python with causal-learn and dowhy, or why there is none. */
export type PythonEnvironment = { python: string } | { why: string };

/** Makes the virtual environment in `folder` once; later calls find it. */
export function pythonEnvironment(folder: string): PythonEnvironment {
  const python = path.join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
  const ready = path.join(folder, 'ready.txt');
  if (existsSync(ready)) return { python };
  const base = ['python3', 'python'].find((name) => spawnSync(name, ['--version']).status === 0);
  if (base === undefined) return { why: 'no Python is installed' };
  mkdirSync(path.dirname(folder), { recursive: true });
  console.log(`Installing ${PACKAGES.join(' and ')} into ${folder} (about 1.1 GB, once) …`);
  const made = spawnSync(base, ['-m', 'venv', folder], { encoding: 'utf8' });
  if (made.status !== 0) return { why: `no virtual environment could be made: ${lastLine(made.stderr)}` };
  const pip = spawnSync(python, ['-m', 'pip', 'install', '--quiet', ...PACKAGES], {
    encoding: 'utf8',
    timeout: INSTALL_MS,
  });
  if (pip.status !== 0) return { why: `pip could not install the peers: ${lastLine(pip.stderr)}` };
  writeFileSync(ready, `${PACKAGES.join('\n')}\n`);
  return { python };
}

const lastLine = (text: string | null): string => text?.trim().split('\n').at(-1) ?? 'it did not say why';
