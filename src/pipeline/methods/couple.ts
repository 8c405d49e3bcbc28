import { styleSketch } from '../../domain/text/style-sketch';
import type { Attribution } from '../../domain/runs/attribution';
import type { StepEvent } from '../../domain/runs/step-event';
import { correctExpression, plainExpression, type Expression } from '../correct-expression';
import { eventStamps } from '../event-stamps';
import { guarded, unwrap } from '../guarded';
import type { Method, MethodContext } from '../method';
import { planIntervention } from '../plan-intervention';
import { verify } from '../verify';

/**
 * COUPLE (arXiv 2510.18526): answer, attribution, intervention, counterfactual concepts and response, verification.
 * The paper does not say whether it repeats until Δ ≤ θ; here it does, up to `maxAttempts` responses, each written with
 * the emphasis and the words that the verification before it asked for, and the response with the smallest remaining Δ stands.
 */
export const couple: Method = {
  id: 'couple',
  name: 'COUPLE',
  description:
    'Attribute the answer’s values, intervene on the value graph, rewrite from counterfactual concepts, verify.',
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

  // 1. The factual world.
  const answer = await reasoner.answer(context);
  yield { ...stamp(), type: 'answer', by: answer.by, ...answer.value };

  // 2. Attribution: v', C_r and ε2.
  const text = answer.value.text;
  const concepts = await reasoner.extractConcepts(text, context);
  const scores = await reasoner.attribute(text, concepts.value, context);
  const observed: Attribution = { scores: scores.value, concepts: concepts.value };
  const style = styleSketch(text);
  yield { ...stamp(), type: 'attribution', by: scores.by, attribution: observed, style };

  // 3. Abduction, action and prediction on the value level.
  const intervention = unwrap(
    planIntervention({ graph, valueSystem, scores: observed.scores, target, theta }),
  );
  yield { ...stamp(), type: 'intervention', intervention };
  if (intervention.decision === 'keep') {
    // The answer stands as the response, and is verified as one.
    const judged = await reasoner.judge(text, context);
    const verification = unwrap(verify({ before: observed, measured: judged.value, target, theta }));
    yield { ...stamp(), type: 'verification', by: judged.by, attempt: 1, verification };
    yield { ...stamp(), type: 'finished', outcome: 'kept', attempt: null };
    return;
  }

  // 4 and 5. Counterfactual concepts, the response, and its verification; corrected until Δ ≤ θ or the budget ends.
  let expression: Expression = plainExpression(target);
  let best = { attempt: 0, delta: Infinity };
  for (let attempt = 1; attempt <= config.maxAttempts; attempt += 1) {
    const predicted = await reasoner.predictConcepts(
      { observed, observedText: text, target, intervention, expression },
      context,
    );
    const changes = predicted.value;
    yield { ...stamp(), type: 'concepts', by: predicted.by, attempt, changes };

    const realised = await reasoner.realise({ answer: text, style, target, changes, expression }, context);
    yield { ...stamp(), type: 'response', by: realised.by, attempt, response: realised.value };

    const judged = await reasoner.judge(realised.value.text, context);
    const verification = unwrap(verify({ before: observed, measured: judged.value, target, theta }));
    yield { ...stamp(), type: 'verification', by: judged.by, attempt, verification };

    if (verification.delta < best.delta) best = { attempt, delta: verification.delta };
    if (verification.passed) break;
    const next = correctExpression(expression, verification, realised.value.text);
    if (!next) break;
    expression = next;
  }
  yield { ...stamp(), type: 'finished', outcome: 'steered', attempt: best.attempt };
}
