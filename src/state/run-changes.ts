import type { ModelUsed } from '../domain/runs/model-used';
import { PRIMITIVES, type Assignment } from '../domain/runs/primitive';
import type { RunConfig } from '../domain/runs/step-event';
import { sameJson } from '../storage/same-json';
import { sameDial, sameMerge, settingsOf } from './run-config';

/** `who`: the language model, or who does what. */
const CHANGES = ['question', 'dial', 'graph', 'settings', 'who'] as const;
export type RunChange = (typeof CHANGES)[number];

/** In what the next run would differ from one that is there; empty where it would be the same run. */
export function runChanges(there: RunConfig, next: RunConfig): RunChange[] {
  const changed: Record<RunChange, boolean> = {
    question: !sameJson(there.question, next.question),
    // A profile's name changes no text.
    dial: !sameDial({ ...there, profileName: null }, { ...next, profileName: null }),
    graph: !sameJson(there.graph, next.graph),
    settings: !sameSettings(there, next),
    who: !sameAssignment(there.assignment, next.assignment) || !sameModel(there.model, next.model),
  };
  return CHANGES.filter((change) => changed[change]);
}

/** Whether two models are the same weights, whatever engine and machine computes them. */
export function sameModel(a: ModelUsed | null, b: ModelUsed | null): boolean {
  if (a === null || b === null) return a === b;
  return a.id === b.id && a.revision === b.revision && a.quantisation === b.quantisation;
}

export function sameAssignment(a: Assignment, b: Assignment): boolean {
  return PRIMITIVES.every((primitive) => a[primitive] === b[primitive]);
}

function sameSettings(a: RunConfig, b: RunConfig): boolean {
  const [{ thetaPerValue: one, ...these }, { thetaPerValue: other, ...those }] = [
    settingsOf(a),
    settingsOf(b),
  ];
  // θ is rounded to 0.01 when it is multiplied by the number of set values; the setting's own step is 0.1.
  const nothingSet = Object.keys(a.target).length === 0 || Object.keys(b.target).length === 0;
  return (
    sameJson(these, those) && sameMerge(a.merge, b.merge) && (nothingSet || Math.abs(one - other) < 0.05)
  );
}
