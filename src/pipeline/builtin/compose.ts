import type { Option, Question } from '../../domain/questions/question';
import type { Unit } from './units';

/**
 * Units as prose: the advice, the reasons in their order, what else gets some room in one sentence, and what is played down.
 * Nothing is said that is not in the question, its options or the units.
 */
export function compose(question: Question, option: Option | null, units: readonly Unit[]): string {
  const sentences = [
    lead(question, option),
    ...units.filter((unit) => unit.form === 'for').map((unit) => unit.text),
    passing(units.filter((unit) => unit.form === 'passing')),
    ...units.filter((unit) => unit.form === 'against').map((unit) => unit.text),
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

/** A question without options gets no lead: its strongest reason begins. */
function lead(question: Question, option: Option | null): string {
  if (option) return `I would ${option.clause.replace(/[.\s]+$/, '')}.`;
  return question.options.length > 1 ? 'More than one way stays open, and these reasons weigh most.' : '';
}

function passing(units: readonly Unit[]): string {
  if (units.length === 0) return '';
  const concepts = units.map((unit) => unit.text);
  const last = concepts[concepts.length - 1];
  const list = concepts.length === 1 ? last : `${concepts.slice(0, -1).join(', ')} and ${last}`;
  return `It also gives some room to ${list}.`;
}
