import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadNode } from '../scripts/steer/load-node';
import { runConfigSchema } from '../src/domain/runs/step-event';
import { DEFAULT_MERGE } from '../src/domain/values/value-in-system';
import { collect } from '../src/pipeline/check-config';
import { LlmReasoner } from '../src/pipeline/llm/llm-reasoner';
import { PROMPT_IDS, type PromptId } from '../src/pipeline/llm/prompts';
import { runSelfTest } from '../src/pipeline/llm/self-test';
import { couple } from '../src/pipeline/methods/couple';
import { renderPrompt } from '../src/pipeline/prompt';
import {
  prompts,
  scriptedModel,
  type ScriptedCall,
  type ScriptedReply,
} from './fixtures/runs/scripted-model';

const GOLDEN = path.resolve(import.meta.dirname, 'golden/prompts');

// A changed prompt changes what runs mean: its golden text shows the change, and its version must rise with it.
it('renders every shipped prompt as its golden text says', async () => {
  const files = readdirSync(path.resolve(import.meta.dirname, '../prompts'));
  expect(files.sort()).toEqual(PROMPT_IDS.map((id) => `${id}.md`).sort());
  for (const name of PROMPT_IDS) {
    const prompt = prompts.of(name);
    const { id, version, hash, inputs } = prompt;
    const rendered = renderPrompt(prompt, Object.fromEntries(inputs.map((input) => [input, `<${input}>`])));
    if (!rendered.ok) throw new Error(rendered.error);
    const golden = `${id}, version ${version}, ${hash}\n\n${rendered.value}\n`;
    await expect(golden).toMatchFileSnapshot(path.join(GOLDEN, 'shipped', `${id}.txt`));
  }
});

it('begins every prompt about a question with the question, so that engines compute it once', () => {
  const alone: readonly PromptId[] = ['judge-sentence'];
  for (const id of PROMPT_IDS.filter((name) => !name.startsWith('self-test') && !alone.includes(name))) {
    expect(prompts.of(id).template, id).toMatch(/^Question: \{\{question\}\}\n\n/);
  }
});

/** The first half of every way to ask fails, so that each prompt of the pipeline is sent once. */
const REPLIES: Readonly<Record<PromptId, ScriptedReply>> = {
  answer: '',
  'answer-short':
    'It depends on her, because it is her own life. Nobody on the road should be put in danger either.',
  'advised-option': [0.2, 0.7, 0.1],
  relevance: '',
  'value-relevance': 'Yes',
  'extract-concepts': '{"concepts":[{"value":"Security","quote":"safety first","stance":"for"}]}',
  'locate-concepts':
    '{"concepts":[{"value":"Self-Direction","sentence":1,"stance":"for"},{"value":"Security","sentence":2,"stance":"for"}]}',
  attribute: [0, 0, 0.5, 0.5, 0],
  'predict-concepts': '{"concepts":[{"value":"Security","concept":"purple elephants","stance":"for"}]}',
  'choose-phrase': [0.5, 0.3, 0.2, 0],
  realise: '',
  'realise-short':
    'I would take the keys now, because everybody on the road has to be safe. Her freedom comes second.',
  'judge-relevance': '',
  'judge-value-relevance': 'Yes',
  judge: [0, 0, 0, 1, 0],
  'judge-sentence': '1',
  'self-test-judge': [0.5, 0.5],
  'self-test-json': '{"colour":"yellow","legs":4}',
  'self-test-label': 'A',
  'self-test-text': 'People sleep because the body and the mind need rest.',
};
const SECOND_RESPONSE =
  'I would ask her to take a test, because a stranger can tell how well she drives. It keeps the peace at home too.';

function reply({ prompt, last, nth }: ScriptedCall): ScriptedReply {
  const isYes = (name: string) => last.startsWith(name) || last.includes(`\n${name} (`);
  if (prompt === 'value-relevance' || prompt === 'judge-value-relevance')
    return isYes('Security') || isYes('Self-Direction') ? 'Yes' : 'No';
  // Another round, after a verification that found one value too weak and the other too strong.
  if (prompt === 'judge') return nth % 2 === 0 ? [0, 0, 0, 0, 1] : [0, 1, 0, 0, 0];
  return prompt === 'realise-short' && nth > 0 ? SECOND_RESPONSE : REPLIES[prompt];
}

describe('the prompts of a real question', () => {
  const asked = new Map<PromptId, ScriptedCall>();
  const { model, calls } = scriptedModel((call) => {
    // The last time a prompt was sent in the run: with all that the steps before it found.
    asked.set(call.prompt, call);
    return reply(call);
  });

  it('are these, with everything in its place', async () => {
    const { system, graph, questions, reasoner } = await loadNode('schwartz-10', DEFAULT_MERGE);
    const question = questions.find(({ id }) => id === 'family-driving');
    const config = runConfigSchema.parse({
      method: 'couple',
      question,
      valueSystemId: system.id,
      target: { security: 5, 'self-direction': 2 },
      graph,
      merge: DEFAULT_MERGE,
      theta: 0.5,
      maxAttempts: 2,
      seed: 1,
      model: model.used,
    });
    const llm = new LlmReasoner({ model, prompts, phrases: reasoner.phrases });
    const events = await collect(couple.run({ config, valueSystem: system, reasoner: llm, now: () => 0 }));
    expect(events.filter(({ type }) => type === 'failed')).toEqual([]);
    const sentences = [{ valueId: 'security', text: 'Lock the doors at night.', speaksFor: true }];
    await runSelfTest({ model, prompts, sentences, system, builtin: reasoner });

    expect([...asked.keys()].sort()).toEqual([...PROMPT_IDS].sort());
    for (const [id, { messages }] of asked) {
      const golden = messages.map(({ role, content }) => `[${role}]\n${content}\n`).join('\n');
      await expect(golden).toMatchFileSnapshot(path.join(GOLDEN, 'examples', `${id}.txt`));
    }
  });

  it('never tell the judge what is wanted', () => {
    const judged = calls.filter(({ prompt }) => prompt.startsWith('judge'));
    expect(judged.length).toBeGreaterThan(0);
    for (const { messages } of judged) {
      const text = messages.map(({ content }) => content).join('\n');
      expect(text).not.toMatch(/very important|came out too|purple elephants|it is her own life/);
    }
  });
});
