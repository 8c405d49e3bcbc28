import type { Value, ValueSystem } from '../../domain/values/value-system';

/** A small circle of four values to test components with. */
export const FOUR: ValueSystem = {
  kind: 'value-system',
  version: 1,
  id: 'four',
  name: 'Four values',
  source: 'made up for tests',
  licence: 'MIT',
  groups: [{ id: 'all', name: 'All' }],
  values: [
    make('self-direction', 'SD', 'Self-Direction', 0),
    make('power', 'PO', 'Power', 90),
    make('security', 'SE', 'Security', 180),
    make('benevolence', 'BE', 'Benevolence', 270),
  ],
};

export const SECURITY: Value = FOUR.values[2];

function make(id: string, code: string, name: string, angle: number): Value {
  return { id, code, name, definition: `What ${name} means.`, group: 'all', angle };
}
