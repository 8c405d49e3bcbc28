import {
  PRIMITIVES,
  type Assignment,
  type PerformerKind,
  type Primitive,
} from '../../../domain/runs/primitive';

const DOES: Readonly<Record<Primitive, string>> = {
  answer: 'writes the answer',
  extract: 'finds value concepts',
  attribute: 'rates the values',
  predict: 'chooses what to say',
  realise: 'writes the response',
  judge: 'verifies the response',
};

/** What one of the two does: "writes the answer and writes the response"; null where it does nothing. */
export function doesWords(assignment: Assignment, kind: PerformerKind): string | null {
  const parts = PRIMITIVES.filter((primitive) => assignment[primitive] === kind).map(
    (primitive) => DOES[primitive],
  );
  const last = parts.pop();
  if (last === undefined) return null;
  return parts.length === 0 ? last : `${parts.join(', ')} and ${last}`;
}
