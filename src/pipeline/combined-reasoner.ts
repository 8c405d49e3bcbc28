import type { Assignment, Primitive } from '../domain/runs/primitive';
import type { Reasoner } from './reasoner';

/**
 * One reasoner made of two: each primitive is served by the one that the assignment names. Concepts and scores of two
 * different readers are made to fit together where the events are made (`fitConcepts`).
 */
export function combineReasoners(builtin: Reasoner, llm: Reasoner, assignment: Assignment): Reasoner {
  const by = (primitive: Primitive) => (assignment[primitive] === 'llm' ? llm : builtin);
  return {
    answer: (context) => by('answer').answer(context),
    extractConcepts: (text, context) => by('extract').extractConcepts(text, context),
    attribute: (text, concepts, context) => by('attribute').attribute(text, concepts, context),
    predictConcepts: (input, context) => by('predict').predictConcepts(input, context),
    realise: (input, context) => by('realise').realise(input, context),
    judge: (text, context) => by('judge').judge(text, context),
  };
}
