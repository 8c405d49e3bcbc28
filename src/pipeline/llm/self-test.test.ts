import { describe, expect, it } from 'vitest';
import { attributionOf, threeValues } from '../../../tests/fixtures/runs/scripted-reasoner';
import { prompts, scriptedModel, type Script } from '../../../tests/fixtures/runs/scripted-model';
import { loadNode } from '../../../scripts/steer/load-node';
import { BUILTIN_ONLY } from '../../domain/runs/primitive';
import type { LabelledSentence } from '../../domain/self-test/labelled-sentences';
import { labelledSentencesSchema } from '../../domain/self-test/labelled-sentences';
import { DEFAULT_MERGE } from '../../domain/values/value-in-system';
import { EngineFailure } from '../../engine/engine-failure';
import shipped from '../../../static-data/self-test/sentences.json';
import { isPlainEnglish } from './plain-english';
import { proposeAssignment } from './propose-assignment';
import { runSelfTest } from './self-test';

const { sentences } = labelledSentencesSchema.parse(shipped);
const FINE = 'People sleep at night because the body and the mind need rest.';
const ALL_LLM = {
  answer: 'llm',
  extract: 'llm',
  attribute: 'llm',
  predict: 'llm',
  realise: 'llm',
  judge: 'llm',
} as const;
const WRITES = { ...BUILTIN_ONLY, answer: 'llm', realise: 'llm' } as const;

const twelve: LabelledSentence[] = [...'abcdefghijkl'].map((text, at) => ({
  valueId: 'security',
  text: `Sentence ${text}.`,
  speaksFor: at % 2 === 0,
}));
/** Knows half of what it is asked. */
const builtin = { read: () => attributionOf({ security: 3 }) };

function run(judge: Script, other: Partial<Record<string, string>> = {}) {
  const { model, calls } = scriptedModel((call) => {
    if (call.prompt === 'self-test-judge') return judge(call);
    const replies: Record<string, string> = {
      'self-test-json': '{"colour":"yellow","legs":4}',
      'self-test-label': 'A',
      'self-test-text': FINE,
      ...other,
    };
    return replies[call.prompt] ?? '';
  });
  const result = runSelfTest({ model, prompts, sentences: twelve, system: threeValues, builtin });
  return { result, calls };
}

const right: Script = ({ last }) => {
  const sentence = twelve.find(({ text }) => last.endsWith(text));
  return sentence?.speaksFor ? [0.9, 0.1] : [0.2, 0.8];
};

describe('the self-test after loading', () => {
  it('gives a model that can everything to do', async () => {
    const result = await run(right).result;
    expect(result.tries.map(({ passed }) => passed)).toEqual([true, true, true]);
    expect(result.model?.auroc).toBe(1);
    expect(result.builtin.auroc).toBe(0.5);
    expect(result.promptTokens).toBeGreaterThan(0);
    // Fifteen calls of 10 ms each, one token a word.
    expect(result.prefillPerSecond).toBeCloseTo((1000 * result.promptTokens) / 150, 6);
    expect(proposeAssignment(result, WRITES).assignment).toEqual(ALL_LLM);
  });

  it('leaves judging to the built-in reasoner where the model’s is chance, or worse than the built-in’s', async () => {
    const chance = await run(({ nth }) => (nth < 6 ? [0.6, 0.4] : [0.4, 0.6])).result;
    const proposal = proposeAssignment(chance, WRITES);
    expect(proposal.assignment).toEqual(WRITES);
    expect(proposal.reasons[1]).toMatch(/not judge clearly better than chance.*AUROC 0\.50 \(.*12 sentences/);
    const good = await run(right).result;
    const better = {
      ...good,
      model: { auroc: 0.9, interval: [0.65, 0.98] as const, sentences: 12 },
      builtin: { ...good.builtin, auroc: 0.95 },
    };
    expect(proposeAssignment(better, WRITES).reasons[1]).toMatch(/built-in reasoner judges better/);
  });

  it('gives a model that writes rubbish nothing to write, and one that keeps to no shape nothing to judge', async () => {
    const rubbish = await run(right, { 'self-test-text': '!!!! ééé ## 0 0 0' }).result;
    expect(proposeAssignment(rubbish, ALL_LLM).assignment).toEqual({
      ...ALL_LLM,
      answer: 'builtin',
      realise: 'builtin',
      predict: 'builtin',
    });
    const loose = await run(right, { 'self-test-json': 'A lemon is yellow.' }).result;
    expect(loose.tries[0]).toEqual({ name: 'json', passed: false, wrote: 'A lemon is yellow.' });
    expect(proposeAssignment(loose, ALL_LLM).assignment).toEqual(WRITES);
    const mute = await run(() => 'Maybe').result;
    expect(mute.model).toBeNull();
    expect(proposeAssignment(mute, ALL_LLM).assignment.judge).toBe('builtin');
  });

  it('has the sentence last, so that an engine that remembers computes little', async () => {
    const { result, calls } = run(right);
    await result;
    const asked = calls.filter(({ prompt }) => prompt === 'self-test-judge');
    expect(asked.every(({ last }, at) => last.endsWith(twelve[at].text))).toBe(true);
  });

  it('passes the engine’s failure on', async () => {
    const lost = new EngineFailure('device-lost', 'The GPU is gone.', 'new-worker', 'lost');
    await expect(run(() => lost).result).rejects.toBe(lost);
  });

  it('knows nothing without sentences', async () => {
    const { model } = scriptedModel(({ prompt }) => (prompt === 'self-test-label' ? 'A' : FINE));
    const result = await runSelfTest({ model, prompts, sentences: [], system: threeValues, builtin });
    expect(result.builtin).toEqual({ auroc: 0.5, interval: [0, 1], sentences: 0 });
  });

  it('finds the built-in reasoner better than chance on the shipped sentences', async () => {
    const { system, reasoner } = await loadNode('schwartz-10', DEFAULT_MERGE);
    const { model } = scriptedModel(({ prompt }) =>
      prompt === 'self-test-judge' ? [0.5, 0.5] : prompt === 'self-test-label' ? 'A' : FINE,
    );
    const result = await runSelfTest({ model, prompts, sentences, system, builtin: reasoner });
    expect(result.builtin.sentences).toBe(12);
    expect(result.builtin.auroc).toBeGreaterThan(0.6);
    expect(result.model?.auroc).toBe(0.5);
  });
});

describe('isPlainEnglish', () => {
  it('tells English from what a broken driver writes', () => {
    expect(isPlainEnglish(FINE)).toBe(true);
    for (const text of [
      '',
      '!!!!!!!!',
      'the the the the the the the',
      'of a 12 ## $$ {} [] <> ||',
      'ÃÂ ÃÂ the of ÃÂ',
    ]) {
      expect(isPlainEnglish(text), text).toBe(false);
    }
  });
});
