import { bootstrapEdges } from '../domain/discovery/edge-frequencies';
import { falsify, type Falsification } from '../domain/discovery/falsification';
import { fisherZ } from '../domain/discovery/independence-test';
import { learnerFor } from '../domain/discovery/learner-settings';
import type { Learning } from '../domain/discovery/learning';
import { correlationsOf } from '../domain/discovery/regular-correlation';
import { ok } from '../domain/result';
import type { DiscoveryAnswer, DiscoveryTask, FalsifyTask, Learned, LearnTask } from './discovery-protocol';

export interface JobEnvironment {
  post(answer: DiscoveryAnswer): void;
  /** Milliseconds, from any start. */
  now(): number;
}

/** Milliseconds between two reports: more would only keep the page busy. */
const REPORT_MS = 50;

/** Does one task to its end, reporting on the way; answers with exactly one of learned, falsified and failed. */
export function runDiscoveryJob(task: DiscoveryTask, environment: JobEnvironment): void {
  if (task.type === 'learn') {
    run(learning(task), environment, (result) => ({ type: 'learned', result }));
  } else {
    run(falsifying(task), environment, (result) => ({ type: 'falsified', result }));
  }
}

function run<T>(
  work: Learning<T>,
  { post, now }: JobEnvironment,
  answer: (result: T) => DiscoveryAnswer,
): void {
  let reported = Number.NEGATIVE_INFINITY;
  let step = work.next();
  for (; !step.done; step = work.next()) {
    if (now() - reported < REPORT_MS) continue;
    reported = now();
    post({ type: 'progress', ...step.value });
  }
  post(step.value.ok ? answer(step.value.value) : { type: 'failed', error: step.value.error });
}

/** The graph of all rows first, then the resamples; the first is a small part where there are many of the others. */
function* learning({ data, settings, bootstrap }: LearnTask): Learning<Learned> {
  const learner = learnerFor(settings);
  const first = bootstrap ? 1 / (1 + bootstrap.resamples) : 1;
  const graph = yield* scaled(learner(data), 0, first);
  if (!graph.ok) return graph;
  if (!bootstrap) return ok({ graph: graph.value, frequencies: null });
  const frequencies = yield* scaled(bootstrapEdges(data, learner, bootstrap), first, 1);
  return frequencies.ok ? ok({ graph: graph.value, frequencies: frequencies.value }) : frequencies;
}

function* falsifying(task: FalsifyTask): Learning<Falsification> {
  const correlations = correlationsOf(task.data, task);
  if (!correlations.ok) return correlations;
  const test = fisherZ(correlations.value, task.alpha);
  if (!test.ok) return test;
  return yield* falsify(test.value, task.implications, task);
}

function* scaled<T>(work: Learning<T>, from: number, to: number): Learning<T> {
  let step = work.next();
  for (; !step.done; step = work.next()) {
    yield { phase: step.value.phase, share: from + (to - from) * step.value.share };
  }
  return step.value;
}
