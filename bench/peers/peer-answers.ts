import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

const edges = z.array(z.tuple([z.number(), z.number(), z.enum(['directed', 'undirected', 'conflicted'])]));
export type PeerEdges = z.infer<typeof edges>;

const seconds = z.number().positive();
const withEdges = z.object({ seconds, edges });

/** What peers.py prints for each task. */
export const PEER_TASKS = {
  pc: z.object({ seconds, first: edges, mark: edges }),
  survey: z.object({ '0.05': withEdges, '0.01': withEdges }),
  lingam: z.object({ seconds, order: z.array(z.number()), weights: z.array(z.array(z.number())) }),
  ges: withEdges,
  counterfactual: z.object({
    seconds,
    weights: z.array(z.tuple([z.number(), z.number(), z.number()])),
    world: z.array(z.number()),
  }),
};

const LIMIT_MS = 10 * 60_000;
const PROGRAM = path.join(import.meta.dirname, 'peers.py');

/** Runs one task in Python on the data in `folder`. Throws what Python said, or what its answer lacks. */
export async function askPeer<S extends z.ZodType>(
  python: string,
  folder: string,
  task: keyof typeof PEER_TASKS,
  schema: S,
): Promise<z.infer<S>> {
  const { stdout } = await promisify(execFile)(python, [PROGRAM, folder, task], {
    timeout: LIMIT_MS,
    maxBuffer: 64 * 1024 * 1024,
  });
  return schema.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
}
