import { styleSketch } from '../../domain/text/style-sketch';
import type { StepEvent } from '../../domain/runs/step-event';
import { eventStamps } from '../event-stamps';
import { guarded, unwrap } from '../guarded';
import type { Method, MethodContext } from '../method';
import { verify } from '../verify';

/** The answer as it comes, measured against the target: the baseline that every other method is compared with. */
export const raw: Method = {
  id: 'raw',
  name: 'Raw answer',
  description: 'The unsteered answer, measured and left as it is.',
  run: (context) => guarded(context, steps),
};

async function* steps({
  config,
  valueSystem,
  reasoner,
  now,
  signal,
  onCall,
}: MethodContext): AsyncGenerator<StepEvent, void> {
  const stamp = eventStamps(now);
  yield { ...stamp(), type: 'started', config };
  const { question, graph, target, theta, seed, relations, rating } = config;
  const context = { question, valueSystem, graph, seed, relations, rating, signal, onCall };

  const answer = await reasoner.answer(context);
  yield { ...stamp(), type: 'answer', by: answer.by, ...answer.value };

  const judged = await reasoner.judge(answer.value.text, context);
  yield {
    ...stamp(),
    type: 'attribution',
    by: judged.by,
    attribution: judged.value,
    style: styleSketch(answer.value.text),
  };

  const verification = unwrap(verify({ before: judged.value, measured: judged.value, target, theta }));
  yield { ...stamp(), type: 'verification', by: judged.by, attempt: 1, verification };
  yield { ...stamp(), type: 'finished', outcome: 'unsteered', attempt: null };
}
