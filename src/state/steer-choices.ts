import { z } from 'zod';
import { type CausalGraph, causalGraphSchema } from '../domain/graph/causal-graph';
import type { Result } from '../domain/result';
import type { Storage } from '../storage/storage';
import type { StorageError } from '../storage/storage-error';

/**
 * The graph that Steer uses instead of the shipped one, by value system. The graph itself is kept, as it was when it was
 * chosen: editing or deleting it later changes no answer until it is chosen again.
 */
export type SteerChoices = Readonly<Partial<Record<string, CausalGraph>>>;

const SETTING = 'steer-graphs';
const choicesSchema: z.ZodType<SteerChoices> = z.record(z.string(), causalGraphSchema);

export async function readSteerChoices(storage: Storage): Promise<Result<SteerChoices, StorageError>> {
  const found = await storage.settings.get(SETTING, choicesSchema);
  return found.ok ? { ok: true, value: found.value ?? {} } : found;
}

export async function writeSteerChoices(
  storage: Storage,
  choices: SteerChoices,
): Promise<Result<void, StorageError>> {
  return Object.keys(choices).length === 0
    ? storage.settings.remove(SETTING)
    : storage.settings.set(SETTING, choices);
}
