import { describe, expect, it } from 'vitest';
import { meanWorld } from './abduct';
import { counterfactual } from './counterfactual';
import { describeRipple } from './describe-ripple';
import { compiled, graphOf, valueOf } from './example-graphs';
import type { Intervention } from './intervene';

const scm = compiled(
  graphOf(
    [
      ['security', 2, 1],
      ['conformity', 2, 1],
      ['stimulation', 4, 1],
      ['power', 3, 1],
    ],
    [
      ['security', 'conformity', 0.4],
      ['security', 'stimulation', -0.2],
    ],
  ),
);
const names: Partial<Record<string, string>> = {
  security: 'Security',
  conformity: 'Conformity',
  stimulation: 'Stimulation',
  power: 'Power',
};

function tell(intervention: Intervention): string {
  const { ripple } = valueOf(counterfactual(scm, meanWorld(scm), intervention));
  return describeRipple(scm, ripple, (id) => names[id] ?? id);
}

describe('the sentence about a ripple', () => {
  it('names cause, effects with their direction, and paths', () => {
    expect(tell({ security: { kind: 'shift', by: 2.6 } })).toBe(
      'Security +2.6 raises Conformity by 1.0 and lowers Stimulation by 0.5, through 2 paths.',
    );
  });

  it('uses the plural for several causes', () => {
    expect(tell({ security: { kind: 'set', to: 1 }, power: { kind: 'set', to: 5 } })).toBe(
      'Power +2.0 and Security −1.0 raise Stimulation by 0.2 and lower Conformity by 0.4, through 2 paths.',
    );
  });

  it('says so where nothing follows, and where nothing is set', () => {
    expect(tell({ power: { kind: 'set', to: 5 } })).toBe('Power +2.0 changes no other value.');
    expect(tell({})).toBe('Nothing is set, so nothing changes.');
  });

  it('does not count paths through a cut arrow', () => {
    expect(tell({ security: { kind: 'set', to: 4 }, conformity: { kind: 'set', to: 2 } })).toBe(
      'Security +2.0 and Conformity ±0.0 lower Stimulation by 0.4, through 1 path.',
    );
  });
});
