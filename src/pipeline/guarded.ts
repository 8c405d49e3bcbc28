import type { Result } from '../domain/result';
import type { EventOf, StepEvent, StepType } from '../domain/runs/step-event';
import type { MethodContext } from './method';
import type { CallUnderWay } from './reasoner';

type Partial = NonNullable<EventOf<'finished'>['partial']>;

/** The step that was under way when the last event had been given. */
const NEXT_STEP: Readonly<Record<StepType, Extract<StepEvent, { type: 'failed' }>['step']>> = {
  started: 'answer',
  answer: 'attribution',
  attribution: 'intervention',
  intervention: 'concepts',
  concepts: 'response',
  response: 'verification',
  verification: 'concepts',
  finished: 'verification',
  failed: 'verification',
};

/**
 * Runs a method's steps so that a run always ends with an event that says how: an abort ends it as stopped, an error
 * ends it as failed with the step and the reason. All events given before stand, and of a text that was being written the
 * end keeps what there was.
 */
export async function* guarded(
  context: MethodContext,
  steps: (context: MethodContext) => AsyncGenerator<StepEvent, void>,
): AsyncGenerator<StepEvent, void> {
  let last: StepEvent | undefined;
  let partial: Partial | null = null;
  const onCall = (call: CallUnderWay) => {
    if (call.text.trim() !== '') partial = { primitive: call.primitive, text: call.text };
    context.onCall?.(call);
  };
  const unfinished = (): { partial?: Partial } => (partial === null ? {} : { partial });
  try {
    for await (const event of steps({ ...context, onCall })) {
      last = event;
      partial = null;
      yield event;
    }
  } catch (error) {
    const at = context.now();
    const stamp = {
      kind: 'step-event',
      version: 1,
      seq: (last?.seq ?? -1) + 1,
      at,
      tookMs: last ? Math.max(0, at - last.at) : 0,
    } as const;
    if (context.signal?.aborted) {
      yield { ...stamp, type: 'finished', outcome: 'stopped', attempt: null, ...unfinished() };
    } else {
      const step = last ? NEXT_STEP[last.type] : 'answer';
      const reason = error instanceof Error ? error.message : String(error);
      yield {
        ...stamp,
        type: 'failed',
        step,
        message: `The ${step} step could not be finished: ${reason} What was done before it is kept.`,
        ...unfinished(),
      };
    }
  }
}

/** The value of a result, or an error with its reason, for `guarded` to turn into a failed event. */
export function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error);
  return result.value;
}
