import { describe, expect, it } from 'vitest';
import { FakeModel } from '../../../tests/fixtures/models/fake-model';
import { modelEntry } from '../../../tests/fixtures/models/model-samples';
import { shippedClassifier } from '../../../tests/shipped-classifier';
import { attributeText } from '../../domain/classifier/attribute-text';
import { BUILTIN_ONLY } from '../../domain/runs/primitive';
import { DEFAULT_MERGE } from '../../domain/values/value-in-system';
import type { Choice, Chunk, Contract, JsonReply, Usage } from '../../engine/language-model';
import { valueSystems } from '../static-data';
import type { Measured } from './model-notes';
import { selfTest } from './self-test';

const { ten } = await valueSystems();
const classifier = shippedClassifier();
const against = {
  system: ten,
  builtin: { read: (text: string) => attributeText(classifier, text, { system: ten, merge: DEFAULT_MERGE }) },
};
const usage: Usage = {
  promptTokens: 40,
  cachedTokens: 0,
  completionTokens: 8,
  prefillMs: 400,
  decodeMs: 500,
};

/** A model that writes what it is told to, and says Yes to everything. */
class Scripted extends FakeModel {
  choices = 0;

  constructor(
    readonly prose: string,
    readonly shape: unknown,
  ) {
    super(modelEntry('scripted'));
  }

  override async *chat(): AsyncGenerator<Chunk> {
    yield { text: this.prose };
    yield { text: '', usage, finish: 'stop' };
  }

  override async json<T>(_messages: unknown, { schema }: Contract<T>): Promise<JsonReply<T>> {
    return { value: schema.parse(this.shape), text: JSON.stringify(this.shape), usage };
  }

  override async choose(_messages: unknown, labels: readonly string[]): Promise<Choice> {
    this.choices += 1;
    return { probabilities: labels.map((_, at) => (at === 0 ? 1 : 0)), picked: labels[0], usage };
  }
}

const ENGLISH = 'It is kind of you to ask, and we are glad that they can come to the house with us.';
const request = (known: Measured | null = null) => ({
  signal: new AbortController().signal,
  onProgress: () => undefined,
  tierDefault: { ...BUILTIN_ONLY, answer: 'llm', predict: 'llm', realise: 'llm' } as const,
  known,
});

describe('the self-test after a load', () => {
  it('measures speed and judging, and proposes who does what', async () => {
    const report = await selfTest(new Scripted(ENGLISH, { colour: 'red', legs: 4 }), request(), against);
    expect(report).toMatchObject({ prefill: 100, decode: 16 });
    // Who says Yes to everything tells nothing apart.
    expect(report.model?.value).toBe(0.5);
    expect(report.builtin?.value ?? 0).toBeGreaterThan(0.5);
    expect(report.proposed).toMatchObject({ answer: 'llm', realise: 'llm', judge: 'builtin' });
    expect(report.reasons.length).toBeGreaterThan(0);
  });

  it('takes over what was measured before, and asks for no judgement again', async () => {
    const model = new Scripted(ENGLISH, { colour: 'red', legs: 4 });
    const first = await selfTest(model, request(), against);
    const judged = model.choices;
    const known: Measured = { ...first, at: 0, backend: 'Test GPU', loadMs: 1 };
    const second = await selfTest(model, request(known), against);
    expect(second).toEqual(first);
    // The label of the first three tries alone.
    expect(model.choices - judged).toBe(1);
    expect(judged).toBeGreaterThan(8);
  });

  it('judges anew where the weights, the prompts or the sentences are others than those it was measured with', async () => {
    const model = new Scripted(ENGLISH, { colour: 'red', legs: 4 });
    const known = async (): Promise<Measured> => ({
      ...(await selfTest(model, request(), against)),
      at: 0,
      backend: 'Test GPU',
      loadMs: 1,
    });
    const first = await known();
    const { basis: _basis, ...unsaid } = first;
    const [before] = [model.choices];
    await selfTest(model, request({ ...unsaid }), against);
    const whole = model.choices - before;
    expect(whole).toBeGreaterThan(8);

    class Newer extends Scripted {
      override readonly used = { ...model.used, revision: 'newer' };
    }
    const newer = new Newer(ENGLISH, { colour: 'red', legs: 4 });
    const report = await selfTest(newer, request(first), against);
    expect(newer.choices).toBe(whole);
    expect(report.basis).not.toBe(first.basis);

    const values = ten.values.map((value) => ({ ...value, definition: `${value.definition} Changed.` }));
    model.choices = 0;
    await selfTest(model, request(first), { ...against, system: { ...ten, values } });
    expect(model.choices).toBe(whole);
  });

  it('refuses a model that writes rubbish and keeps to no shape', async () => {
    class Broken extends Scripted {
      override async choose(_messages: unknown, labels: readonly string[]): Promise<Choice> {
        return { probabilities: labels.map(() => 0.5), picked: '?', usage };
      }
    }
    const broken = new Broken('@@ @@ @@ zq zq zq', { colour: 'red', legs: 4 });
    await expect(selfTest(broken, request(), against)).rejects.toMatchObject({ kind: 'garbage-output' });
  });

  it('gives no text to write to a model that keeps to shapes and writes no English', async () => {
    const report = await selfTest(
      new Scripted('zq zq zq zq zq zq', { colour: 'red', legs: 4 }),
      request(),
      against,
    );
    expect(report.proposed).toMatchObject({ answer: 'builtin', realise: 'builtin' });
  });
});
