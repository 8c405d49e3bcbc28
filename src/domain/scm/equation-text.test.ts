import { describe, expect, it } from 'vitest';
import type { ValueEffect } from '../runs/intervention';
import { equationText } from './equation-text';
import type { ValueGraph } from './value-graph';

const graph: ValueGraph = {
  kind: 'value-graph',
  version: 1,
  id: 'g',
  name: 'G',
  valueSystemId: 'test',
  nodes: [],
  edges: [
    { from: 'security', to: 'conformity', weight: 0.5, status: 'given' },
    { from: 'self-direction', to: 'conformity', weight: -0.25, status: 'given' },
  ],
  covariance: [],
  provenance: { source: 's', licence: 'l', method: 'm', limits: 'none' },
};
const effect = (
  valueId: string,
  before: number,
  after: number,
  noise: number,
  role: ValueEffect['role'],
): ValueEffect => ({
  valueId,
  before,
  observed: true,
  noise,
  after,
  change: after - before,
  role,
});
// u = 2.5 − 0.5·4 + 0.25·2 = 1; do(security = 2): 1 + 0.5·2 − 0.25·2 = 1.5.
const effects = [
  effect('security', 4, 2, 4, 'set'),
  effect('self-direction', 2, 2, 2, 'unaffected'),
  effect('conformity', 2.5, 1.5, 1, 'follows'),
];

describe('equationText', () => {
  it('writes abduction and prediction with the numbers of the run', () => {
    expect(equationText(effects[2], graph, effects, (id) => id)).toEqual({
      abduction: 'u = 2.50 − 0.50 × security 4.00 + 0.25 × self-direction 2.00 = 1.00',
      prediction: '1.00 + 0.50 × security 2.00 − 0.25 × self-direction 2.00 = 1.50',
    });
  });

  it('has no equation for a value that is set', () => {
    expect(equationText(effects[0], graph, effects, (id) => id).prediction).toBe('do(security = 2.00)');
  });
});
