import { describe, expect, it } from 'vitest';
import { ratingWords } from './rating-words';

describe('how a language model rated', () => {
  it('is told by the probabilities of the digits where there are any', () => {
    expect(ratingWords('each', false)).toMatch(/one at a time.*mean over the probabilities.*entropy/);
    expect(ratingWords('joint', false)).toMatch(/all in one conversation/);
  });

  it('claims no certainty of a single sample', () => {
    const words = ratingWords('each', true);
    expect(words).toMatch(/one sample, no probabilities.*one point to each side/);
    expect(words).not.toMatch(/entropy|deviation/);
  });
});
