import { describe, expect, it } from 'vitest';
import { cacheNames, staleCaches } from './cache-names';

const SCOPE = 'https://host.example/demo/';
const INNER = 'https://host.example/demo/next/';

describe('staleCaches', () => {
  const all = [SCOPE, INNER].flatMap((scope) =>
    ['old', 'new'].flatMap((version) => Object.values(cacheNames(scope, version))),
  );

  it('names the shells of other builds, and neither engines nor choices', () => {
    expect(staleCaches(all, SCOPE, 'new')).toEqual([cacheNames(SCOPE, 'old').shell]);
  });

  it('leaves what other apps keep under the same origin', () => {
    const others = ['webllm/model', 'another app', cacheNames(INNER, 'old').shell];
    expect(staleCaches(others, SCOPE, 'new')).toEqual([]);
  });
});
