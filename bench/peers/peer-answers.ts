import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

const edgesSchema = z.array(
  z.tuple([z.number(), z.number(), z.enum(['directed', 'undirected', 'conflicted'])]),
);
export type PeerEdges = z.infer<typeof edgesSchema>;

const seconds = z.number().positive();
const withEdges = z.object({ seconds, edges: edgesSchema });

/** What peers.py prints for each task. */
const schemas = {
  pc: z.object({ seconds, first: edgesSchema, mark: edgesSchema }),
  survey: z.object({ '0.05': withEdges, '0.01': withEdges }),
  lingam: z.object({ seconds, order: z.array(z.number()), weights: z.array(z.array(z.number())) }),
  ges: withEdges,
  counterfactual: z.object({
    seconds,
    weights: z.array(z.tuple([z.number(), z.number(), z.number()])),
    world: z.array(z.number()),
  }),
};
type Schemas = typeof schemas;
export type PeerAnswer<T extends keyof Schemas> = z.infer<Schemas[T]>;

const LIMIT_MS = 10 * 60_000;
const PROGRAM = path.join(import.meta.dirname, 'peers.py');

/** Runs one task in Python. `parse` of the task's schema keeps the answer honest; anything else is thrown with what Python said. */
export async function askPeer<T extends keyof Schemas>(
  python: string,
  folder: string,
  task: T,
): Promise<PeerAnswer<T>> {
  const { stdout } = await promisify(execFile)(python, [PROGRAM, folder, task], {
    timeout: LIMIT_MS,
    maxBuffer: 64 * 1024 * 1024,
  });
  const last = stdout.trim().split('\n').at(-1) ?? '';
  const schema: Schemas[T] = schemas[task];
  return schema.parse(JSON.parse(last)) as PeerAnswer<T>;
}
