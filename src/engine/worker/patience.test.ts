import { expect, it } from 'vitest';
import { Patience } from './patience';

const prompt = (characters: number) => [{ role: 'user' as const, content: 'x'.repeat(characters) }];
const slow = {
  promptTokens: 100,
  cachedTokens: 0,
  completionTokens: 20,
  prefillMs: 200_000,
  decodeMs: 400_000,
};
const fast = { promptTokens: 1000, cachedTokens: 0, completionTokens: 200, prefillMs: 1000, decodeMs: 4000 };

it('gives a longer prompt more time, and a short one no less than a minute', () => {
  const patience = new Patience();
  expect(patience.prefill(prompt(10))).toBe(60_000);
  expect(patience.prefill(prompt(4000))).toBeGreaterThan(2 * patience.prefill(prompt(1000)));
});

it('grows with an engine that turns out slow, and shrinks with one that is quick', () => {
  const before = new Patience();
  const [afterSlow, afterFast] = [new Patience(), new Patience()];
  for (let call = 0; call < 6; call += 1) {
    afterSlow.learn(slow);
    afterFast.learn(fast);
  }
  expect(afterSlow.prefill(prompt(5000))).toBeGreaterThan(before.prefill(prompt(5000)));
  expect(afterFast.prefill(prompt(5000))).toBeLessThan(before.prefill(prompt(5000)));
  // Twenty seconds a token, as a software adapter takes: still far from hung.
  expect(afterSlow.decode()).toBeGreaterThan(300_000);
  expect(afterFast.decode()).toBe(30_000);
});

it('learns nothing from a call that computed next to nothing', () => {
  const patience = new Patience();
  const before = patience.prefill(prompt(5000));
  patience.learn({
    promptTokens: 1,
    cachedTokens: 400,
    completionTokens: 2,
    prefillMs: 90_000,
    decodeMs: 90_000,
  });
  patience.learn({
    promptTokens: 20,
    cachedTokens: 0,
    completionTokens: 5,
    prefillMs: Number.NaN,
    decodeMs: Number.NaN,
  });
  expect(patience.prefill(prompt(5000))).toBe(before);
});
