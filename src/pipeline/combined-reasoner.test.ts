import { describe, expect, it } from 'vitest';
import { configFor, scriptedReasoner, threeValues } from '../../tests/fixtures/runs/scripted-reasoner';
import type { Concept } from '../domain/runs/attribution';
import { BUILTIN_ONLY, PRIMITIVES, type Assignment } from '../domain/runs/primitive';
import { findEvent } from '../domain/runs/read-run';
import type { Performer } from '../domain/runs/step-event';
import { checkConfig, collect } from './check-config';
import { combineReasoners } from './combined-reasoner';
import { couple } from './methods/couple';
import type { Outcome, Reasoner } from './reasoner';

const LLM: Performer = { reasoner: 'llm', label: 'Language model: X', model: 'x' };

/** The scripted reasoner under the name of a language model. */
function asModel(reasoner: Reasoner, concepts: Concept[] = []): Reasoner {
  const renamed = async <T>(outcome: Promise<Outcome<T>>) => ({ ...(await outcome), by: LLM });
  return {
    answer: (context) => renamed(reasoner.answer(context)),
    extractConcepts: async () => ({ value: concepts, by: LLM }),
    attribute: (text, found, context) => renamed(reasoner.attribute(text, found, context)),
    predictConcepts: (input, context) => renamed(reasoner.predictConcepts(input, context)),
    realise: (input, context) => renamed(reasoner.realise(input, context)),
    judge: (text, context) => renamed(reasoner.judge(text, context)),
  };
}

const concept = (valueId: string): Concept => ({
  id: valueId,
  valueId,
  label: valueId,
  stance: 'for',
  weight: 1,
});

function run(assignment: Assignment, concepts: Concept[] = []) {
  const builtin = scriptedReasoner({ security: 2 }, [{ security: 5 }]).reasoner;
  const llm = asModel(scriptedReasoner({ security: 2 }, [{ security: 5 }]).reasoner, concepts);
  const reasoner = combineReasoners(builtin, llm, assignment);
  return collect(couple.run({ config: configFor(), valueSystem: threeValues, reasoner, now: () => 0 }));
}

describe('two reasoners in one', () => {
  it('serve what the assignment says, one by one', async () => {
    const served = {
      answer: ['answer', 'by'],
      extract: ['attribution', 'conceptsBy'],
      attribute: ['attribution', 'by'],
      predict: ['concepts', 'by'],
      realise: ['response', 'by'],
      judge: ['verification', 'by'],
    } as const;
    for (const primitive of PRIMITIVES.filter((each) => each !== 'realise' && each !== 'judge')) {
      const events = await run({ ...BUILTIN_ONLY, [primitive]: 'llm' });
      for (const [other, [type, field]] of Object.entries(served)) {
        const event = findEvent(events, type);
        const by: Performer | undefined =
          field === 'conceptsBy' && event?.type === 'attribution'
            ? (event.conceptsBy ?? event.by)
            : event && 'by' in event
              ? event.by
              : undefined;
        expect(by?.reasoner, `${other} while ${primitive} is the model’s`).toBe(
          other === primitive ? 'llm' : 'builtin',
        );
      }
    }
    // A response and its judge are scripted together.
    const written = await run({ ...BUILTIN_ONLY, realise: 'llm', judge: 'llm' });
    expect(findEvent(written, 'response')?.by).toEqual(LLM);
    expect(findEvent(written, 'verification')?.by).toEqual(LLM);
  });

  it('say who found the concepts where it was not who scored them, and leave out what does not fit', async () => {
    const found = [concept('security'), concept('stimulation')];
    const events = await run({ ...BUILTIN_ONLY, extract: 'llm' }, found);
    const attribution = findEvent(events, 'attribution');
    expect(attribution?.attribution.concepts.map(({ valueId }) => valueId)).toEqual(['security']);
    expect(attribution?.by.reasoner).toBe('builtin');
    expect(attribution?.conceptsBy).toMatchObject({
      reasoner: 'llm',
      dropped: [
        { what: 'concept', text: 'stimulation', reason: 'The scores say that Stimulation plays no part.' },
      ],
    });
  });

  it('say it once where one did both', async () => {
    const events = await run(BUILTIN_ONLY);
    expect(findEvent(events, 'attribution')).not.toHaveProperty('conceptsBy');
  });
});

describe('a configuration', () => {
  it('is refused where a language model is to serve and none is there', () => {
    const config = configFor({ assignment: { ...BUILTIN_ONLY, judge: 'llm' } });
    const checked = checkConfig(config, threeValues);
    expect(!checked.ok && checked.error).toMatch(/language model is to serve judge, but none is chosen/);
    expect(checkConfig(configFor(), threeValues).ok).toBe(true);
  });
});
