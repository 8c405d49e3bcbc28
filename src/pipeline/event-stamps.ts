import type { StepEvent } from '../domain/runs/step-event';

type Stamp = Pick<StepEvent, 'kind' | 'version' | 'seq' | 'at' | 'tookMs'>;

/** Numbers and times the events of one run; `tookMs` is the time since the event before. */
export function eventStamps(now: () => number): () => Stamp {
  let seq = -1;
  let last = now();
  return () => {
    const at = now();
    const tookMs = Math.max(0, at - last);
    last = at;
    seq += 1;
    return { kind: 'step-event', version: 1, seq, at, tookMs };
  };
}
