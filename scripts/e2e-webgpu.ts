import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { readSettings, toEnvironment } from '../tests/webgpu/settings';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    model: { type: 'string' },
    library: { type: 'string' },
    'as-shipped': { type: 'boolean', default: false },
  },
});

const environment = {
  ...process.env,
  ...toEnvironment({ model: values.model, library: values.library, asShipped: values['as-shipped'] }),
};

const given = (() => {
  try {
    return readSettings(environment);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  }
})();

if (given) {
  const { status } = spawnSync(
    'npx',
    ['playwright', 'test', '--config', 'playwright.webgpu.config.ts', ...positionals],
    { stdio: 'inherit', env: environment },
  );
  process.exitCode = status ?? 1;
} else {
  const line = '*'.repeat(78);
  console.warn(`
${line}
  SKIPPED: the real WebLLM engine was NOT tested.

  It needs a model folder and the compiled library that belongs to it:

    npm run e2e:webgpu -- --model <folder> --library <file.wasm>

  (or STEERBOARD_MLC_MODEL and STEERBOARD_MLC_LIBRARY). docs/engines.md says
  which ones, and where they come from.
${line}
`);
}
