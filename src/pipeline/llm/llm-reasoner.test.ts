import { describe, expect, it } from 'vitest';
import { attributionOf, threeGraph, threeValues } from '../../../tests/fixtures/runs/scripted-reasoner';
import {
  prompts,
  scriptedModel,
  type Script,
  type ScriptedCall,
} from '../../../tests/fixtures/runs/scripted-model';
import type { Question } from '../../domain/questions/question';
import { performerSchema, type Performer } from '../../domain/runs/step-event';
import { EngineFailure } from '../../engine/engine-failure';
import type { Capabilities, Message } from '../../engine/language-model';
import { plainExpression } from '../correct-expression';
import { planIntervention } from '../plan-intervention';
import type { CallUnderWay, Context, PredictInput } from '../reasoner';
import { LlmReasoner } from './llm-reasoner';
import type { PromptId } from './prompts';

const ANSWER = 'I would stay at home, because nobody should drive this tired. Fun can wait for another day.';
const QUESTION: Question = {
  kind: 'question',
  version: 1,
  id: 'q',
  theme: 'own',
  text: 'Do we drive to the party tonight?',
  options: [
    { id: 'A', label: 'Drive there', clause: 'drive there', considerations: [] },
    { id: 'B', label: 'Stay at home', clause: 'stay at home', considerations: [] },
  ],
};
const PHRASES = {
  fineSystem: { ...threeValues, id: 'touche-20' },
  phrases: new Map(
    threeValues.values.map(({ id, name }) => [
      id,
      [1, 2, 3, 4, 5, 6].map((nth) => ({
        id: `${id}-${nth}`,
        concept: `${name} phrase ${nth}`,
        for: `${name} counts, ${nth}.`,
        against: `${name} counts little, ${nth}.`,
      })),
    ]),
  ),
  merge: { face: 'none', humility: 'none' } as const,
};
// The phrases speak the same three values, so that the value of the system is the phrase's own.
const system = PHRASES.fineSystem;

const GOOD: Partial<Record<PromptId, string | readonly number[]>> = {
  answer: ANSWER,
  relevance: '{"values":["Security","Stimulation"]}',
  'extract-concepts':
    '{"concepts":[{"value":"Security","quote":"nobody should drive this tired","stance":"for"},{"value":"Stimulation","quote":"Fun can wait","stance":"against"}]}',
  attribute: [0, 0, 0, 0.5, 0.5],
  'predict-concepts': '{"concepts":[{"value":"Security","concept":"nobody drives tired","stance":"for"}]}',
  realise: 'I would stay at home tonight, because we want everybody to get there safe and well.',
  'judge-relevance': '{"concepts":[{"value":"Security","sentence":1,"stance":"for"}]}',
  judge: [0, 0, 0, 0, 1],
  'judge-sentence': '1',
};

function setUp(
  change: Partial<Record<PromptId, (call: ScriptedCall) => ReturnType<Script>>> = {},
  capabilities: Partial<Capabilities> = {},
  settings: Partial<Context> = {},
) {
  const { model, calls } = scriptedModel((call) => {
    const reply = change[call.prompt]?.(call) ?? GOOD[call.prompt];
    if (reply === undefined) throw new Error(`The script has nothing for ${call.prompt}.`);
    return reply;
  }, capabilities);
  const reasoner = new LlmReasoner({ model, prompts, phrases: PHRASES });
  const context: Context = {
    question: QUESTION,
    valueSystem: system,
    graph: { ...threeGraph, valueSystemId: system.id },
    seed: 1,
    relations: 'words',
    rating: 'each',
    ...settings,
  };
  const asked = (prompt: PromptId) => calls.filter((call) => call.prompt === prompt);
  return { reasoner, context, calls, asked };
}

const kinds = (by: Performer) => by.repairs?.map(({ kind }) => kind) ?? [];

function predictInput(target: Record<string, number>, emphasis = target): PredictInput {
  const observed = {
    scores: attributionOf({ security: 2, conformity: 3, stimulation: 4 }).scores,
    concepts: [
      { id: 'c', valueId: 'stimulation', label: 'a night to remember', stance: 'for' as const, weight: 1 },
    ],
  };
  const planned = planIntervention({
    graph: { ...threeGraph, valueSystemId: system.id },
    valueSystem: system,
    scores: observed.scores,
    target,
    theta: 0,
  });
  if (!planned.ok) throw new Error(planned.error);
  return {
    observed,
    observedText: ANSWER,
    target,
    intervention: planned.value,
    expression: { ...plainExpression(target), emphasis },
  };
}

describe('the answer of a language model', () => {
  it('is its text, with the option that its own words name, and what it cost', async () => {
    const { reasoner, context, calls } = setUp();
    const { value, by } = await reasoner.answer(context);
    expect(value).toMatchObject({ text: ANSWER, optionId: 'B' });
    expect(calls).toHaveLength(1);
    expect(by).toMatchObject({
      reasoner: 'llm',
      label: 'Language model: Scripted model',
      model: 'scripted',
      prompt: { id: 'answer', version: 2, hash: prompts.of('answer').hash },
      cost: { calls: 1, prefillMs: 10, decodeMs: 5 },
    });
    expect(by.repairs).toBeUndefined();
  });

  it('asks for the option where the words leave it open, and leaves it open where the model does', async () => {
    const vague = 'I would think about it for a while, because both ways have something to be said for them.';
    const first = setUp({ answer: () => vague, 'advised-option': () => [0.9, 0.1] });
    expect((await first.reasoner.answer(first.context)).value.optionId).toBe('A');
    const second = setUp({ answer: () => vague, 'advised-option': () => [0.55, 0.45] });
    expect((await second.reasoner.answer(second.context)).value.optionId).toBeNull();
  });

  it('asks for the option where the words name one only to turn it down', async () => {
    const { reasoner, context, asked } = setUp({
      answer: () =>
        'I would not drive there tonight, because everybody in the car is tired and the road is dark.',
      'advised-option': () => [0.1, 0.9],
    });
    expect((await reasoner.answer(context)).value.optionId).toBe('B');
    expect(asked('advised-option')).toHaveLength(1);
  });

  it('is asked for with more room, then for less, then once more with another seed', async () => {
    const { reasoner, context, asked, calls } = setUp({
      answer: ({ nth }) => (nth === 0 ? { cut: 'I would stay at' } : 'As an AI, I have no car.'),
      'answer-short': ({ nth }) => (nth === 0 ? '' : 'I would stay at home.'),
    });
    const { value, by } = await reasoner.answer(context);
    expect(value.text).toBe('I would stay at home.');
    expect(kinds(by)).toEqual(['longer', 'narrower', 'again']);
    const [plain, longer] = asked('answer').map(({ options }) => options.maxTokens ?? 0);
    expect(longer).toBe(2 * plain);
    expect(asked('answer-short')[1].options.temperature).toBeGreaterThan(0);
    expect(new Set(calls.map(({ options }) => options.seed)).size).toBe(4);
    expect(by.cost?.calls).toBe(4);
  });

  it('tells which sentence was left out because the model ran out of tokens in it', async () => {
    const { reasoner, context } = setUp({ answer: () => ({ cut: `${ANSWER} And the roa` }) });
    const { value, by } = await reasoner.answer(context);
    expect(value.text).toBe(ANSWER);
    expect(by.dropped).toEqual([
      { what: 'sentence', text: 'And the roa', reason: 'The model ran out of tokens in it.' },
    ]);
    expect(performerSchema.parse(by)).toEqual(by);
  });

  it('fails in words when nothing helps, and lets the engine’s own failure through', async () => {
    const useless = setUp({ answer: () => '', 'answer-short': () => '…' });
    await expect(useless.reasoner.answer(useless.context)).rejects.toThrow(
      /Scripted model gave no answer that can be used, though it was asked 3 times/,
    );
    const lost = new EngineFailure('device-lost', 'The GPU is gone.', 'new-worker', 'lost');
    const broken = setUp({ answer: () => lost });
    await expect(broken.reasoner.answer(broken.context)).rejects.toBe(lost);
  });
});

describe('attribution by a language model', () => {
  it('rates the values that play a part, after one gate for concepts and scores', async () => {
    const { reasoner, context, asked } = setUp();
    const found = await reasoner.extractConcepts(ANSWER, context);
    expect(found.value.map(({ valueId, stance, quote }) => [valueId, stance, quote?.text])).toEqual([
      ['security', 'for', 'nobody should drive this tired'],
      ['stimulation', 'against', 'Fun can wait'],
    ]);
    const { value: scores, by } = await reasoner.attribute(ANSWER, found.value, context);
    expect(asked('relevance')).toHaveLength(1);
    expect(scores.map(({ relevant, priority }) => [relevant, priority])).toEqual([
      [true, 4.5],
      [false, null],
      [true, 4.5],
    ]);
    expect(scores[0].choice).toEqual({ probabilities: [0, 0, 0, 0.5, 0.5], entropy: 1 });
    expect(scores[0].interval).toEqual([4, 5]);
    expect(by.prompt?.id).toBe('attribute');
    const anew = { ...context };
    await reasoner.attribute(ANSWER, [], anew);
    expect(asked('relevance'), 'another run asks again').toHaveLength(2);
  });

  it('drops and counts a quote that is not in the text', async () => {
    const { reasoner, context } = setUp({
      'extract-concepts': () =>
        '{"concepts":[{"value":"Security","quote":"drive this tired","stance":"for"},{"value":"Security","quote":"safety first","stance":"for"}]}',
    });
    const { value, by } = await reasoner.extractConcepts(ANSWER, context);
    expect(value.map(({ label }) => label)).toEqual(['drive this tired']);
    expect(by.dropped).toEqual([
      { what: 'quote', text: 'safety first', reason: 'These words are not in the text.' },
    ]);
    expect(by.repairs).toBeUndefined();
  });

  it('takes sentences by their numbers where no quote holds', async () => {
    const { reasoner, context } = setUp({
      'extract-concepts': () => '{"concepts":[{"value":"Security","quote":"safety first","stance":"for"}]}',
      'locate-concepts': () => '{"concepts":[{"value":"Stimulation","sentence":2,"stance":"against"}]}',
    });
    const { value, by } = await reasoner.extractConcepts(ANSWER, context);
    expect(value[0].quote?.text).toBe('Fun can wait for another day.');
    expect(kinds(by)).toEqual(['narrower']);
    expect(by.prompts?.map(({ id }) => id)).toEqual(['relevance', 'extract-concepts', 'locate-concepts']);
  });

  it('asks for more room where a list broke off', async () => {
    const { reasoner, context, asked } = setUp({
      'extract-concepts': ({ nth }) =>
        nth === 0 ? { cut: '{"concepts":[{"value":"Secu' } : (GOOD['extract-concepts'] ?? ''),
    });
    const { value, by } = await reasoner.extractConcepts(ANSWER, context);
    expect(value).toHaveLength(2);
    expect(kinds(by)).toEqual(['longer']);
    expect(asked('extract-concepts')[1].options.maxTokens).toBe(
      2 * (asked('extract-concepts')[0].options.maxTokens ?? 0),
    );
  });

  it('asks about each value where it gets no list, with the probability of “Yes”', async () => {
    const { reasoner, context, asked } = setUp({
      relevance: () => 'Security, I think.',
      'value-relevance': ({ last }) => (last.endsWith('Security (d)') ? [0.8, 0.2] : [0.3, 0.7]),
    });
    const { value, by } = await reasoner.attribute(ANSWER, [], context);
    expect(value.map(({ relevant, probability }) => [relevant, probability])).toEqual([
      [true, 0.8],
      [false, 0.3],
      [false, 0.3],
    ]);
    expect(kinds(by)).toEqual(['narrower']);
    expect(asked('value-relevance').every(({ messages }) => messages.length === 1)).toBe(true);
  });

  it('has no concepts and asks nothing more where no value plays a part', async () => {
    const { reasoner, context, calls } = setUp({ relevance: () => '{"values":[]}' });
    expect((await reasoner.extractConcepts(ANSWER, context)).value).toEqual([]);
    const { value } = await reasoner.attribute(ANSWER, [], context);
    expect(value.every(({ priority }) => priority === null)).toBe(true);
    expect(calls).toHaveLength(1);
  });

  it('rates each value apart, with the value last, so that all before it is the same', async () => {
    const { reasoner, context, asked } = setUp();
    await reasoner.attribute(ANSWER, [], context);
    const [one, other] = asked('attribute').map(({ messages }) => messages);
    expect([one.length, other.length]).toEqual([1, 1]);
    const [a, b] = [one[0].content, other[0].content];
    let same = 0;
    while (a[same] === b[same]) same += 1;
    expect(a.slice(same)).toBe('ecurity (d)');
    expect(b.slice(same)).toBe('timulation (d)');
  });
});

describe('a conversation that grows', () => {
  const grows = (conversations: readonly (readonly Message[])[], replies: readonly string[]) => {
    for (let at = 1; at < conversations.length; at += 1) {
      const before = [...conversations[at - 1], { role: 'assistant', content: replies[at - 1] }];
      expect(conversations[at].slice(0, before.length)).toEqual(before);
      expect(conversations[at]).toHaveLength(before.length + 1);
      expect(conversations[at][before.length].role).toBe('user');
    }
  };

  it('hands every rating back as it was written, when values are rated together', async () => {
    const { reasoner, context, asked } = setUp({}, {}, { rating: 'joint' });
    await reasoner.attribute(ANSWER, [], context);
    const ratings = asked('attribute').map(({ messages }) => messages);
    expect(ratings).toHaveLength(2);
    grows(ratings, ['4']);
  });

  it('asks about each value in one chat where the engine remembers nothing else', async () => {
    const { reasoner, context, asked } = setUp(
      { relevance: () => 'none', 'value-relevance': ({ nth }) => (nth === 1 ? 'Yes' : 'No') },
      { prefixCache: 'append' },
    );
    await reasoner.attribute(ANSWER, [], context);
    const gate = asked('value-relevance').map(({ messages }) => messages);
    expect(gate).toHaveLength(3);
    grows(gate, ['No', 'Yes']);
  });

  it('goes on from the rating to the sentence when it judges', async () => {
    const { reasoner, context, calls } = setUp(
      { 'judge-relevance': () => '', 'judge-value-relevance': () => 'Yes', 'judge-sentence': () => '2' },
      {},
      { rating: 'joint' },
    );
    const { value } = await reasoner.judge(ANSWER, context);
    grows(
      calls
        .filter(({ prompt }) => prompt === 'judge' || prompt === 'judge-sentence')
        .map(({ messages }) => messages),
      ['5', '2', '5', '2', '5'],
    );
    expect(value.concepts.map(({ valueId, quote }) => [valueId, quote?.text])).toEqual(
      ['security', 'conformity', 'stimulation'].map((id) => [id, 'Fun can wait for another day.']),
    );
  });
});

describe('the judge', () => {
  it('is told the question and the text, and nothing else', async () => {
    const { reasoner, context, calls } = setUp();
    const { value, by } = await reasoner.judge(ANSWER, { ...context, candidate: 2 });
    expect(value.scores.map(({ priority }) => priority)).toEqual([5, null, null]);
    expect(value.concepts.map(({ quote }) => quote?.text)).toEqual([
      'I would stay at home, because nobody should drive this tired.',
    ]);
    expect(by.prompt?.id).toBe('judge');
    expect(calls.map(({ prompt }) => prompt)).toEqual(['judge-relevance', 'judge']);
    expect(calls[0].messages).toHaveLength(1);
  });

  it('asks for no sentence where a value has no weight', async () => {
    const { reasoner, context, asked } = setUp({
      'judge-relevance': () => '',
      'judge-value-relevance': () => 'Yes',
      judge: () => [1, 0, 0, 0, 0],
    });
    expect((await reasoner.judge(ANSWER, context)).value.concepts).toEqual([]);
    expect(asked('judge-sentence')).toHaveLength(0);
  });
});

describe('what an engine cannot do', () => {
  it('is done with fewer labels, and with the spread of one sample', async () => {
    const { reasoner, context, asked } = setUp({ attribute: () => '5' }, { maxLabels: 3, logprobs: false });
    const { value } = await reasoner.attribute(ANSWER, [], context);
    expect(asked('attribute')[0].labels).toEqual(['1', '3', '5']);
    expect(value[0]).toMatchObject({ priority: 5, interval: [4, 5] });
    expect(value[0].choice).toBeUndefined();
  });

  it('is not asked for: without a constraint no wide shape is tried', async () => {
    const { reasoner, context, calls } = setUp(
      {
        'value-relevance': () => 'Yes',
        'locate-concepts': () => '{"concepts":[{"value":"Security","sentence":1,"stance":"for"}]}',
      },
      { constraint: 'none' },
    );
    const { by } = await reasoner.extractConcepts(ANSWER, context);
    expect(new Set(calls.map(({ prompt }) => prompt))).toEqual(
      new Set(['value-relevance', 'locate-concepts']),
    );
    expect(by.repairs).toBeUndefined();
  });

  it('is asked once more where no label can be read', async () => {
    const { reasoner, context } = setUp({ attribute: ({ nth }) => (nth === 0 ? 'five' : '5') });
    const { value, by } = await reasoner.attribute(ANSWER, [], context);
    expect(value[0].priority).toBe(5);
    expect(kinds(by)).toEqual(['again']);
  });
});

describe('prediction by a language model', () => {
  it('gives the concepts that hold against target, graph and question', async () => {
    const { reasoner, context, asked } = setUp({
      'predict-concepts': () =>
        '{"concepts":[{"value":"Security","concept":"nobody drives tired","stance":"for"},{"value":"Security","concept":"driving fast","stance":"against"}]}',
    });
    const { value, by } = await reasoner.predictConcepts(predictInput({ security: 5 }), context);
    expect(value.map(({ label, change, stance, priority }) => [label, change, stance, priority])).toEqual([
      ['nobody drives tired', 'added', 'for', 5],
      ['a night to remember', 'dropped', 'for', null],
    ]);
    expect(by.dropped).toEqual([
      { what: 'concept', text: 'driving fast', reason: 'It speaks against Security, which is set to 5.' },
    ]);
    expect(asked('predict-concepts')[0].last).toContain('Security goes with Conformity');
  });

  it('takes the project’s own phrases for a value that is left without any', async () => {
    const { reasoner, context, asked } = setUp({
      'predict-concepts': () =>
        '{"concepts":[{"value":"Security","concept":"purple elephants","stance":"for"}]}',
      'choose-phrase': () => [0.1, 0.2, 0.3, 0.4],
    });
    const { value, by } = await reasoner.predictConcepts(predictInput({ security: 5 }), context);
    const shown = asked('choose-phrase')[0].last;
    const added = value.filter(({ change }) => change === 'added');
    expect(added.map(({ label }) => shown.indexOf(`) ${label}`) > 0)).toEqual([true, true, true]);
    expect(shown).toContain(`4) ${added[0].label}`);
    expect(added[0].id).toMatch(/^security-\d:for$/);
    expect(kinds(by)).toEqual(['narrower']);
    expect(by.repairs?.[0].reason).toContain('no concept that can be used for Security');
  });

  it('follows what the verification asked for: nothing of a value that is to be silent, more of a weak one', async () => {
    const silent = setUp();
    const target = { security: 1 };
    const { value } = await silent.reasoner.predictConcepts(
      predictInput(target, { security: 0.2 }),
      silent.context,
    );
    expect(value.map(({ change }) => change)).toEqual(['dropped']);
    expect(silent.calls).toHaveLength(0);

    const louder = setUp();
    const input = predictInput({ security: 4 }, { security: 5.6 });
    const avoid = ['Fun can wait.'];
    await louder.reasoner.predictConcepts(
      { ...input, expression: { ...input.expression, avoid } },
      louder.context,
    );
    expect(louder.calls[0].last).toContain('came out too weak before. 4 reasons for it.');
    expect(louder.calls[0].last).toContain('Not again: “Fun can wait.”');
  });

  it('reads G in words, as numbers or not at all', async () => {
    for (const [relations, pattern] of [
      ['words', /goes with Conformity/],
      ['matrix', /Conformity \+0\.49/],
    ] as const) {
      const { reasoner, context, calls } = setUp({}, {}, { relations });
      await reasoner.predictConcepts(predictInput({ security: 5 }), context);
      expect(calls[0].last).toMatch(pattern);
    }
    const { reasoner, context, calls } = setUp({}, {}, { relations: 'none' });
    await reasoner.predictConcepts(predictInput({ security: 5 }), context);
    expect(calls[0].last).not.toContain('Conformity');
  });
});

describe('realisation by a language model', () => {
  const change = {
    id: 'x',
    valueId: 'security',
    change: 'added',
    stance: 'for',
    priority: 5,
    reason: '',
  } as const;
  const input = {
    answer: ANSWER,
    style: { words: 40, sentences: 3, person: 'first', register: 'plain' } as const,
    target: { security: 5 },
    changes: [
      { ...change, label: 'nobody drives tired' },
      { ...change, label: 'a quiet night', stance: 'against' as const },
      { ...change, label: 'old news', change: 'dropped' as const },
    ],
    expression: plainExpression({ security: 5 }),
  };

  it('is told the concepts and the style, and neither the target nor the answer', async () => {
    const { reasoner, context, calls } = setUp();
    const { value } = await reasoner.realise(input, context);
    expect(value.optionId).toBe('B');
    const [{ last }] = calls;
    expect(last).toContain('nobody drives tired');
    expect(last).toContain('count for little: a quiet night');
    expect(last).toContain('about 40 plain words (3 sentences)');
    for (const absent of ['old news', 'Security', 'Fun can wait']) expect(last).not.toContain(absent);
  });

  it('writes the first of several likeliest, and varies the others', async () => {
    const { reasoner, context, calls } = setUp();
    await reasoner.realise(input, context);
    await reasoner.realise(input, { ...context, candidate: 2, seed: 7 });
    const [first, second] = calls.map(({ options }) => options);
    expect(first.temperature).toBe(0);
    expect(second.temperature).toBeGreaterThan(0);
    expect(second.seed).not.toBe(first.seed);
  });
});

describe('while a call is under way', () => {
  it('says which, with the text as far as it is for people', async () => {
    const said: CallUnderWay[] = [];
    const { reasoner, context } = setUp({}, {}, { onCall: (call) => said.push(call) });
    await reasoner.answer(context);
    expect(said[0]).toMatchObject({ primitive: 'answer', about: null, phase: 'prefill', text: '' });
    const writing = said.find(({ phase }) => phase === 'decode');
    expect(ANSWER.startsWith(writing?.text ?? 'nothing')).toBe(true);
    said.length = 0;
    await reasoner.attribute(ANSWER, [], context);
    expect(said.filter(({ about }) => about === 'Security').map(({ callsLeft }) => callsLeft)).toEqual([1]);
    expect(said.every(({ text }) => text === '')).toBe(true);
  });

  it('counts the call for the concepts while it asks which values play a part', async () => {
    const left: number[] = [];
    const { reasoner, context } = setUp({}, {}, { onCall: ({ callsLeft }) => left.push(callsLeft) });
    await reasoner.extractConcepts(ANSWER, context);
    expect(left).toEqual([1, 0]);
  });

  it('stops with an AbortError', async () => {
    const abort = new AbortController();
    const { reasoner, context } = setUp(
      {},
      {},
      { signal: abort.signal, onCall: ({ text }) => text !== '' && abort.abort() },
    );
    await expect(reasoner.answer(context)).rejects.toMatchObject({ name: 'AbortError' });
  });
});
