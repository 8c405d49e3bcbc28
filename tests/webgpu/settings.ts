import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

/** What the run of the real engine is given, through the environment, so that every process of it reads the same. */
export interface Settings {
  /** Folder of a model as web-llm reads it: `mlc-chat-config.json`, the list of weights, the weights, the tokenizer. */
  readonly model: string;
  /** The compiled library (wasm) for it. */
  readonly library: string;
  /** With the version of web-llm that the product ships, the library's own kernels and the machine's own GPU. */
  readonly asShipped: boolean;
}

const MODEL = 'STEERBOARD_MLC_MODEL';
const LIBRARY = 'STEERBOARD_MLC_LIBRARY';
const AS_SHIPPED = 'STEERBOARD_MLC_AS_SHIPPED';

const environmentSchema = z.object({
  [MODEL]: z.string().default(''),
  [LIBRARY]: z.string().default(''),
  [AS_SHIPPED]: z.string().optional(),
});

/** Null where neither is named. Throws an Error where one is named alone, or is not there. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings | null {
  const named = environmentSchema.parse(environment);
  if (named[MODEL] === '' && named[LIBRARY] === '') return null;
  if (named[MODEL] === '' || named[LIBRARY] === '')
    throw new Error('A model folder and its library are needed, not one alone.');
  const model = path.resolve(named[MODEL]);
  const library = path.resolve(named[LIBRARY]);
  for (const file of [path.join(model, 'mlc-chat-config.json'), library]) {
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) throw new Error(`${file} is not there.`);
  }
  if (readFileSync(library).subarray(0, 4).toString('latin1') !== '\0asm')
    throw new Error(`${library} is no WebAssembly file.`);
  return { model, library, asShipped: Boolean(named[AS_SHIPPED]) };
}

export function toEnvironment(settings: {
  readonly model?: string | undefined;
  readonly library?: string | undefined;
  readonly asShipped: boolean;
}): Record<string, string> {
  return {
    ...(settings.model === undefined ? {} : { [MODEL]: settings.model }),
    ...(settings.library === undefined ? {} : { [LIBRARY]: settings.library }),
    ...(settings.asShipped ? { [AS_SHIPPED]: '1' } : {}),
  };
}

/** The model's files by name. */
export function modelFiles({ model }: Settings): Record<string, string> {
  return Object.fromEntries(readdirSync(model).map((name) => [name, path.join(model, name)]));
}
