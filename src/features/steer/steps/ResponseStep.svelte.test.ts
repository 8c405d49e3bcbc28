import { render, screen } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { configFor, scriptedReasoner, threeValues } from '../../../../tests/fixtures/runs/scripted-reasoner';
import { SMALL_MODEL } from '../../../../tests/fixtures/runs/slow-reasoner';
import type { PerformerKind } from '../../../domain/runs/primitive';
import type { StepEvent } from '../../../domain/runs/step-event';
import { collect } from '../../../pipeline/check-config';
import { couple } from '../../../pipeline/methods/couple';
import { raw } from '../../../pipeline/methods/raw';
import type { Outcome, Reasoner } from '../../../pipeline/reasoner';
import ResponseStep from './ResponseStep.svelte';

type Who = Partial<Record<'answer' | 'realise' | 'judge', PerformerKind>>;
const HIGH = { security: 5 };

/** A run in which `who` wrote and judged; the built-in reasoner did what is not named. */
async function show(
  who: Who,
  method: 'raw' | 'couple',
  answer: Partial<Record<string, number>>,
): Promise<void> {
  const { reasoner } = scriptedReasoner(answer, [HIGH]);
  const as = async <T>(primitive: keyof Who, outcome: Promise<Outcome<T>>): Promise<Outcome<T>> => ({
    value: (await outcome).value,
    by: { reasoner: who[primitive] ?? 'builtin', label: who[primitive] ?? 'builtin' },
  });
  const divided: Reasoner = {
    ...reasoner,
    answer: (context) => as('answer', reasoner.answer(context)),
    realise: (input, context) => as('realise', reasoner.realise(input, context)),
    judge: (text, context) => as('judge', reasoner.judge(text, context)),
  };
  const events: StepEvent[] = await collect(
    (method === 'raw' ? raw : couple).run({
      config: configFor({ method, model: SMALL_MODEL }),
      valueSystem: threeValues,
      reasoner: divided,
      now: () => 0,
    }),
  );
  render(ResponseStep, { props: { events, system: threeValues } });
}

const warning = () => screen.queryByText(/The same model wrote and verified/);

describe('ResponseStep', () => {
  it.each(['raw', 'couple'] as const)(
    'does not call the model a judge of another’s text where its own answer stands (%s)',
    async (method) => {
      await show({ answer: 'llm', judge: 'llm' }, method, HIGH);
      expect(screen.getByText('The model that wrote the answer finds the target in it.')).toBeTruthy();
      expect(screen.getByText(/^Written by: llm/)).toBeTruthy();
      expect(warning()).toBeTruthy();
    },
  );

  it('tells an independent judge of an answer that stands', async () => {
    await show({ answer: 'llm' }, 'couple', HIGH);
    expect(screen.getByText('A judge that did not write the answer finds the target in it.')).toBeTruthy();
    expect(warning()).toBeNull();
  });

  it('asks who wrote the response, not the answer, where there is one', async () => {
    await show({ answer: 'llm', judge: 'llm' }, 'couple', { security: 1 });
    expect(screen.getByText('A judge that did not write the response finds the target in it.')).toBeTruthy();
    expect(warning()).toBeNull();
    document.body.innerHTML = '';
    await show({ realise: 'llm', judge: 'llm' }, 'couple', { security: 1 });
    expect(screen.getByText('The model that wrote the response finds the target in it.')).toBeTruthy();
    expect(warning()).toBeTruthy();
  });
});
