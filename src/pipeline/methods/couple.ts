import { styleSketch } from '../../domain/text/style-sketch';
import type { Attribution } from '../../domain/runs/attribution';
import type { StepEvent } from '../../domain/runs/step-event';
import type { Verification } from '../../domain/runs/verification';
import { correctExpression, plainExpression } from '../correct-expression';
import { deriveSeed } from '../derive-seed';
import { eventStamps } from '../event-stamps';
import { fitConcepts } from '../fit-concepts';
import { guarded, unwrap } from '../guarded';
import type { Method, MethodContext } from '../method';
import { planIntervention } from '../plan-intervention';
import type { Context, PredictInput, RealiseInput } from '../reasoner';
import { verify } from '../verify';

/**
 * COUPLE (arXiv 2510.18526): answer, attribution, intervention, counterfactual concepts and response, verification.
 * The paper does not say whether it repeats until Δ ≤ θ; here it does, in rounds of one or more responses written side by
 * side (best of n), up to `maxAttempts` responses in all. Each round is written with the emphasis and the words that the
 * verification of the best response before it asked for, and the response with the smallest remaining Δ stands.
 */
export const couple: Method = {
  id: 'couple',
  name: 'COUPLE',
  description:
    'Attribute the answer’s values, intervene on the value graph, rewrite from counterfactual concepts, verify.',
  run: (context) => guarded(context, steps),
};

type Stamp = ReturnType<typeof eventStamps>;

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
  const context: Context = { question, valueSystem, graph, seed, relations, rating, signal, onCall };

  // 1. The factual world.
  const answer = await reasoner.answer(context);
  yield { ...stamp(), type: 'answer', by: answer.by, ...answer.value };

  // 2. Attribution: v', C_r and ε2.
  const text = answer.value.text;
  const found = await reasoner.extractConcepts(text, context);
  const scores = await reasoner.attribute(text, found.value, context);
  const { concepts, ...performers } = fitConcepts(found, scores, valueSystem);
  const observed: Attribution = { scores: scores.value, concepts };
  const style = styleSketch(text);
  yield { ...stamp(), type: 'attribution', ...performers, attribution: observed, style };

  // 3. Abduction, action and prediction on the value level.
  const intervention = unwrap(
    planIntervention({ graph, valueSystem, scores: observed.scores, target, theta }),
  );
  yield { ...stamp(), type: 'intervention', intervention };
  const check = (measured: Attribution) => unwrap(verify({ before: observed, measured, target, theta }));
  if (intervention.decision === 'keep') {
    // The answer stands as the response, and is verified as one.
    const judged = await reasoner.judge(text, context);
    yield { ...stamp(), type: 'verification', by: judged.by, attempt: 1, verification: check(judged.value) };
    yield { ...stamp(), type: 'finished', outcome: 'kept', attempt: null };
    return;
  }

  // 4 and 5. Counterfactual concepts, the response, and its verification; corrected until Δ ≤ θ or the budget ends.
  let expression = plainExpression(target);
  let attempt = 0;
  let best = { attempt: 0, delta: Infinity };
  while (attempt < config.maxAttempts && best.delta > theta) {
    const predict = { observed, observedText: text, target, intervention, expression };
    const realise = { answer: text, style, target, expression };
    let ofRound: Written | null = null;
    for (let candidate = 1; candidate <= config.candidates && attempt < config.maxAttempts; candidate += 1) {
      attempt += 1;
      const own = forCandidate(context, candidate);
      const written: Written = yield* write({
        attempt,
        predict,
        realise,
        own,
        context,
        reasoner,
        check,
        stamp,
      });
      const { delta, passed } = written.verification;
      if (ofRound === null || delta < ofRound.verification.delta) ofRound = written;
      if (delta < best.delta) best = { attempt, delta };
      if (passed) break;
    }
    if (ofRound === null || ofRound.verification.passed) break;
    const next = correctExpression(expression, ofRound.verification, ofRound.text);
    if (!next) break;
    expression = next;
  }
  yield { ...stamp(), type: 'finished', outcome: 'steered', attempt: best.attempt };
}

/** A response and how it was judged. */
interface Written {
  readonly text: string;
  readonly verification: Verification;
}

interface Writing {
  readonly attempt: number;
  readonly predict: PredictInput;
  readonly realise: Omit<RealiseInput, 'changes'>;
  /** The context of this candidate; the judge reads every candidate with the run's own. */
  readonly own: Context;
  readonly context: Context;
  readonly reasoner: MethodContext['reasoner'];
  readonly check: (measured: Attribution) => Verification;
  readonly stamp: Stamp;
}

async function* write(writing: Writing): AsyncGenerator<StepEvent, Written> {
  const { attempt, own, reasoner, stamp } = writing;
  const predicted = await reasoner.predictConcepts(writing.predict, own);
  const changes = predicted.value;
  yield { ...stamp(), type: 'concepts', by: predicted.by, attempt, changes };

  const realised = await reasoner.realise({ ...writing.realise, changes }, own);
  yield { ...stamp(), type: 'response', by: realised.by, attempt, response: realised.value };

  const { text } = realised.value;
  const judged = await reasoner.judge(text, writing.context);
  const verification = writing.check(judged.value);
  yield { ...stamp(), type: 'verification', by: judged.by, attempt, verification };
  return { text, verification };
}

/** The first response of a round has the run's own seed, so that one a round is what it is without best of n. */
function forCandidate(context: Context, candidate: number): Context {
  if (candidate === 1) return context;
  return { ...context, candidate, seed: deriveSeed(context.seed, 'candidate', candidate) };
}
