import { PRIMITIVES, type Primitive } from '../../src/domain/runs/primitive';
import type { CallCost, Performer, StepEvent } from '../../src/domain/runs/step-event';
import type { TimedCall } from './timed-model';

/** One run of the method, as the bench saw it. */
export interface BenchRun {
  readonly events: readonly StepEvent[];
  readonly calls: readonly TimedCall[];
  /** From the first to the last event, in milliseconds. */
  readonly ms: number;
}

/** What one step of the method cost in one run, on average. Tokens are those that were computed; times in milliseconds. */
export interface StepFigures {
  readonly step: string;
  readonly ms: number;
  readonly calls: number;
  readonly promptTokens: number;
  readonly cachedTokens: number;
  readonly completionTokens: number;
}

export interface EngineFigures {
  /** Runs that ended in any other way than failed. */
  readonly finished: number;
  readonly runs: number;
  readonly prefillPerSecond: number;
  readonly decodePerSecond: number;
  readonly msPerRun: number;
  readonly promptTokensPerRun: number;
  readonly steps: readonly StepFigures[];
  /** Share of the shaped replies that were what was asked for at once; null where none was asked for. */
  readonly validShare: number | null;
  /** How often it was asked again, in all runs, by kind. */
  readonly repairs: Readonly<Record<string, number>>;
  /** Time outside of the engine's calls, as a share of the time inside of them. */
  readonly overheadShare: number;
  /** Time inside of the calls that the engine did not count as computing: messages, grammars, sampling. Share of the same. */
  readonly aroundShare: number;
}

/** `runs`: at least one. */
export function engineFigures(runs: readonly BenchRun[]): EngineFigures {
  const calls = runs.flatMap((run) => run.calls);
  const usages = calls.flatMap(({ usage }) => (usage ? [usage] : []));
  const prompt = sum(usages.map((usage) => usage.promptTokens));
  const prefillMs = sum(usages.map((usage) => usage.prefillMs));
  const decodeMs = sum(usages.map((usage) => usage.decodeMs));
  const engineMs = sum(calls.map(({ ms }) => ms));
  const shaped = calls.filter(({ kind }) => kind !== 'chat');
  const events = runs.flatMap((run) => run.events);
  return {
    finished: runs.filter(({ events: all }) => all.at(-1)?.type === 'finished').length,
    runs: runs.length,
    prefillPerSecond: (1000 * prompt) / prefillMs,
    decodePerSecond: (1000 * sum(usages.map((usage) => usage.completionTokens))) / decodeMs,
    msPerRun: sum(runs.map(({ ms }) => ms)) / runs.length,
    promptTokensPerRun: prompt / runs.length,
    steps: stepFigures(events, runs.length),
    validShare: shaped.length === 0 ? null : shaped.filter(({ valid }) => valid).length / shaped.length,
    repairs: countRepairs(events),
    overheadShare: (sum(runs.map(({ ms }) => ms)) - engineMs) / engineMs,
    aroundShare: (engineMs - prefillMs - decodeMs) / engineMs,
  };
}

function stepFigures(events: readonly StepEvent[], runs: number): StepFigures[] {
  const steps = new Map<string, StepEvent[]>();
  for (const event of events) steps.set(event.type, [...(steps.get(event.type) ?? []), event]);
  return [...steps]
    .filter(([, all]) => all.some((event) => costsOf(event).length > 0))
    .map(([step, all]) => {
      const costs = all.flatMap(costsOf);
      const mean = (numbers: readonly number[]): number => sum(numbers) / runs;
      return {
        step,
        ms: mean(all.map(({ tookMs }) => tookMs)),
        calls: mean(costs.map(({ calls }) => calls)),
        promptTokens: mean(costs.map((cost) => cost.prompt)),
        cachedTokens: mean(costs.map((cost) => cost.cached)),
        completionTokens: mean(costs.map((cost) => cost.completion)),
      };
    });
}

/** Who took part in a step. An attribution has two readers: who found the concepts and who scored them. */
function performersOf(event: StepEvent): Performer[] {
  const by = 'by' in event ? [event.by] : [];
  return 'conceptsBy' in event && event.conceptsBy ? [...by, event.conceptsBy] : by;
}

const costsOf = (event: StepEvent): CallCost[] =>
  performersOf(event).flatMap(({ cost }) => (cost ? [cost] : []));

function countRepairs(events: readonly StepEvent[]): Record<string, number> {
  const counts: Record<string, number> = {};
  const repairs = events.flatMap(performersOf).flatMap((performer) => performer.repairs ?? []);
  for (const { primitive, kind } of repairs) {
    const key = `${primitive} ${kind}`;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

/** Which primitives the language model serves, in words. */
export function servedBy(assignment: Readonly<Record<Primitive, string>>): string {
  const served = PRIMITIVES.filter((primitive) => assignment[primitive] === 'llm');
  return served.length === PRIMITIVES.length ? 'every primitive' : served.join(' and ');
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
