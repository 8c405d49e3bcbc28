import { describe, expect, it } from 'vitest';
import { attributionOf, threeGraph, threeValues } from '../../../tests/fixtures/runs/scripted-reasoner';
import type { Intervention } from '../../domain/runs/intervention';
import { findValue } from '../../domain/values/find-value';
import type { Value } from '../../domain/values/value-system';
import { planIntervention } from '../plan-intervention';
import { plainExpression } from '../correct-expression';
import { checkConcepts, type Predicted } from './check-concepts';
import { conceptChanges } from './concept-changes';
import { relationsText } from './relations-text';
import { followingStances, wantedValues } from './wanted-values';

function value(id: string): Value {
  const found = findValue(threeValues, id);
  if (!found) throw new Error(id);
  return found;
}

// do(Security = 5) from (2, 3, 4): Conformity +1.5, Stimulation −1.5.
function plan(target: Record<string, number>): Intervention {
  const { scores } = attributionOf({ security: 2, conformity: 3, stimulation: 4 });
  const planned = planIntervention({ graph: threeGraph, valueSystem: threeValues, scores, target, theta: 0 });
  if (!planned.ok) throw new Error(planned.error);
  return planned.value;
}

describe('what is wanted of each value', () => {
  it('stands in the order of importance, with more concepts for more emphasis', () => {
    const target = { conformity: 1, security: 5 };
    const intervention = plan(target);
    const expression = plainExpression(target);
    const wanted = wantedValues({ target, intervention, expression }, threeValues);
    expect(wanted.map(({ value: { id }, stance, count }) => [id, stance, count])).toEqual([
      ['security', 'for', 3],
      ['conformity', 'against', 1],
    ]);
    const louder = { ...expression, emphasis: { security: 6, conformity: 0.5 } };
    expect(
      wantedValues({ target, intervention, expression: louder }, threeValues).map(({ count }) => count),
    ).toEqual([4, 0]);
  });

  it('takes from the graph what follows', () => {
    expect([...followingStances(plan({ security: 5 }))]).toEqual([
      ['conformity', 'for'],
      ['stimulation', 'against'],
    ]);
  });
});

describe('G for a language model', () => {
  // Σ’s correlations of ±0.45 without the floor that centring puts under them.
  const text = (form: 'words' | 'matrix' | 'none') =>
    relationsText(form, threeGraph, threeValues, ['security'], plan({ security: 5 }));

  it('is the same in words, as numbers, or nothing', () => {
    expect(text('words')).toBe(
      'Security goes with Conformity, against Stimulation. Then also more important: Conformity; less important: Stimulation.\n',
    );
    expect(text('matrix')).toBe(
      'Security: Conformity +0.49, Stimulation −0.35\nFollows: Conformity +1.50, Stimulation −1.50\n',
    );
    expect(text('none')).toBe('');
  });
});

describe('the concepts that a model predicts', () => {
  const target = { security: 5 };
  const intervention = plan(target);
  const wanted = wantedValues({ target, intervention, expression: plainExpression(target) }, threeValues);
  const expected = {
    wanted,
    following: followingStances(intervention),
    topic: new Set(['drivi']),
    wordsOf: ({ id }: Value) => new Set(id === 'security' ? ['safet'] : ['habit']),
  };
  const concept = (id: string, label: string, stance: 'for' | 'against' = 'for'): Predicted => ({
    value: value(id),
    label,
    stance,
  });

  it('are used where the target, the graph and the question agree', () => {
    const good = [
      concept('security', 'safety first'),
      concept('security', 'no driving at night'),
      concept('conformity', 'old habits'),
      concept('stimulation', 'driving for fun', 'against'),
    ];
    expect(checkConcepts(good, expected)).toEqual({ kept: good, dropped: [] });
  });

  it('are dropped, with the reason, where they do not', () => {
    const { kept, dropped } = checkConcepts(
      [
        concept('security', 'safety first'),
        concept('security', 'Safety First'),
        concept('security', 'driving fast', 'against'),
        concept('stimulation', 'driving fast'),
        concept('security', 'purple elephants'),
        concept('conformity', 'old habits'),
        concept('conformity', 'more habits'),
      ],
      expected,
    );
    expect(kept.map(({ label }) => label)).toEqual(['safety first', 'old habits']);
    expect(dropped.map(({ reason }) => reason)).toEqual([
      'It is named twice.',
      'It speaks against Security, which is set to 5.',
      'It speaks for Stimulation, which the graph moves the other way.',
      'It shares no word with the question, nor with what is said of Security.',
      'More of Conformity than was asked for.',
    ]);
    const unasked = { ...expected, following: new Map<string, 'for'>() };
    expect(checkConcepts([concept('conformity', 'old habits')], unasked).dropped[0].reason).toBe(
      'Neither the target nor the graph asks for Conformity.',
    );
  });

  it('stand beside the answer’s: kept where it says them, else added, and the others dropped', () => {
    const said = {
      id: 'c1',
      valueId: 'security',
      label: 'her safety comes first',
      stance: 'for' as const,
      weight: 1,
    };
    const other = { ...said, id: 'c2', valueId: 'stimulation', label: 'some fun' };
    const observed = { ...attributionOf({}), concepts: [said, other] };
    const planned = [
      { ...concept('security', 'safety first'), unit: null },
      { ...concept('conformity', 'old habits'), unit: 'phrase:for' },
    ];
    const changes = conceptChanges(planned, { observed, target, intervention }, threeValues);
    expect(changes.map(({ id, change, priority }) => [id, change, priority])).toEqual([
      ['model:1', 'kept', 5],
      ['phrase:for', 'added', 4.5],
      ['answer:c2', 'dropped', null],
    ]);
  });
});
