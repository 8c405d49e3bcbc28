import { spawnSync } from 'node:child_process';

/** Every part runs even when an earlier one failed, so that one run shows all that is wrong. */
const PARTS = ['check:format', 'check:lint', 'check:types', 'check:unused'];

const failed = PARTS.filter((part) => {
  console.log(`-- ${part}`);
  return spawnSync('npm', ['run', '--silent', part], { stdio: 'inherit' }).status !== 0;
});
console.log(failed.length === 0 ? 'check: ok' : `check: failed in ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;
