import { describe, expect, it } from 'vitest';
import { readRequest } from './requests';

describe('readRequest', () => {
  it('reads what the page asks', () => {
    expect(readRequest({ kind: 'keep-engine', engine: 'wllama' })).toEqual({
      kind: 'keep-engine',
      engine: 'wllama',
    });
  });

  it.each([
    null,
    'keep-engine',
    {},
    { kind: 'keep-engine' },
    { kind: 'keep-engine', engine: '' },
    { kind: 'x', engine: 'y' },
  ])('takes %j for none of ours', (data) => expect(readRequest(data)).toBeUndefined());
});
