import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { MODELS_FOLDER } from './models/fetch-model';
import { tinyGguf } from './models/tiny-gguf';

/** Writes a tiny model with random weights, for trying the engine on the CPU without a download. */
const { values: options } = parseArgs({
  options: {
    out: { type: 'string', default: path.join(MODELS_FOLDER, 'tiny.gguf') },
    seed: { type: 'string', default: '1' },
    /** Leaves the chat template out: the file is then no chat model, and Steerboard has to refuse it. */
    base: { type: 'boolean', default: false },
  },
});

const bytes = tinyGguf({ template: !options.base, seed: Number(options.seed) });
mkdirSync(path.dirname(path.resolve(options.out)), { recursive: true });
writeFileSync(options.out, bytes);
console.log(`${options.out}: ${bytes.length} bytes`);
