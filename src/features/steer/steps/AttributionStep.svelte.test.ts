import { cleanup, render } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { attributionOf, configFor, threeValues } from '../../../../tests/fixtures/runs/scripted-reasoner';
import { SMALL_MODEL } from '../../../../tests/fixtures/runs/slow-reasoner';
import type { PriorityChoice } from '../../../domain/runs/attribution';
import type { StepEvent } from '../../../domain/runs/step-event';
import AttributionStep from './AttributionStep.svelte';

const stamp = { kind: 'step-event', version: 1, seq: 0, at: 0, tookMs: 0 } as const;
const by = { reasoner: 'llm', label: 'Language model: Small 135M' } as const;

/** The step’s words where a language model rated, with or without the probabilities of its digits. */
function words(choice?: PriorityChoice): string {
  const { scores, concepts } = attributionOf({ security: 5 });
  const rated = scores.map((score) => (score.relevant && choice ? { ...score, choice } : score));
  const events: StepEvent[] = [
    { ...stamp, type: 'started', config: configFor({ model: SMALL_MODEL }) },
    { ...stamp, type: 'answer', by, text: 'Stay safe.', optionId: null, because: '' },
    {
      ...stamp,
      type: 'attribution',
      by,
      attribution: { scores: rated, concepts },
      style: { words: 2, sentences: 1, person: 'first', register: 'plain' },
    },
  ];
  cleanup();
  return render(AttributionStep, { props: { events, system: threeValues } }).container.textContent;
}

describe('AttributionStep', () => {
  it('shows how the model was torn, and no certainty where all it gave is one sample', () => {
    const torn = words({ probabilities: [0, 0, 0, 0.5, 0.5], entropy: 1 });
    expect(torn).toContain('Probability of each priority');
    expect(torn).toContain('mean over the probabilities');
    const single = words();
    expect(single).toContain('one sample, no probabilities');
    expect(single).not.toContain('Probability of each priority');
  });
});
