import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { freshIndexedDb } from '../../tests/fresh-indexed-db';
import { importFolderAtOnce } from '../domain/datasets/import-folder';
import { describeScale } from '../domain/discovery/data-scale';
import { normal } from '../domain/discovery/simulate';
import { newGraph } from '../domain/graph/new-graph';
import { seededRandom } from '../domain/random';
import { openStorage, type Storage } from '../storage/storage';
import { runDiscoveryJob } from '../workers/discovery-job';
import type { learnInWorker } from '../workers/discovery-client';
import type { DiscoveryAnswer } from '../workers/discovery-protocol';
import { GraphState } from './graph-state.svelte';
import { LearningState } from './learning-state.svelte';
import { valueSystems } from './static-data';

const { ten, twenty } = await valueSystems();
const answers = readFileSync(
  path.join(import.meta.dirname, '../../tests/fixtures/learning/answers.csv'),
  'utf8',
);

/** The worker's own code without a worker. */
const here: typeof learnInWorker = async (task, { onProgress } = {}) => {
  const said: DiscoveryAnswer[] = [];
  runDiscoveryJob(
    { ...task, type: 'learn' },
    { post: (answer) => said.push(answer), now: () => said.length * 99 },
  );
  for (const answer of said) {
    if (answer.type === 'progress') onProgress?.(answer);
    if (answer.type === 'learned') return { ok: true, value: answer.result };
    if (answer.type === 'failed') return { ok: false, error: answer.error };
  }
  throw new Error('no answer');
};

/** Three values, each row minus its mean. */
function centredScores(): string {
  const random = seededRandom(7);
  const rows = Array.from({ length: 120 }, () => {
    const scores = Array.from({ length: 3 }, () => normal(random));
    const mean = scores.reduce((sum, x) => sum + x, 0) / 3;
    return scores.map((x) => x - mean).join(',');
  });
  return ['hedonism,security,conformity', ...rows].join('\n');
}

let storage: Storage;
const make = () => new LearningState({ storage: async () => storage, newId: () => 'new' }, here);
const table = () => new GraphState(newGraph({ id: 'g', name: 'Empty' }));

beforeEach(async () => {
  freshIndexedDb();
  storage = await openStorage();
});

describe('LearningState', () => {
  it('learns from a table, and puts what was decided on the table as one step of undo', async () => {
    const learning = make();
    const graph = table();
    learning.useText(answers, 'answers.csv', graph.graph, ten);
    learning.choose('age', false);
    expect(learning.data?.columns).toEqual([
      'self-direction',
      'stimulation',
      'hedonism',
      'security',
      'conformity',
    ]);
    expect(learning.calledBefore['security']).toBe('SE');
    expect(learning.check?.ok).toBe(true);
    learning.scale = { kind: 'answers', lowest: 1, highest: 6 };
    learning.settings.resamples = 20;
    await learning.learn(graph.graph);
    const outcome = learning.outcome;
    if (!outcome) throw new Error(learning.problem?.message);
    const open = outcome.edges.findIndex(({ kind }) => kind === 'undirected');
    expect(outcome.decisions[open]).toBe('open');
    learning.decide(open, 'forward');
    learning.lean(graph.graph.knowledge);
    expect(learning.takeOver(graph, ten)).toBe(true);
    expect(graph.graph).toMatchObject({ id: 'new', valueSystemId: 'schwartz-10', provenance: { n: 160 } });
    expect(graph.graph.edges.every(({ frequency }) => frequency !== undefined)).toBe(true);
    expect(learning.taken(graph.graph)).toBe('without-weights');
    graph.undo();
    expect(graph.graph.nodes).toEqual([]);
    expect(learning.taken(graph.graph)).toBe('no');
    graph.redo();
    const decided = graph.graph.edges.filter(({ status }) => status === 'own');
    expect(decided.length).toBeGreaterThan(0);
    for (const { note } of decided) expect(note).toMatch(/decided by a person|as more resamples did/);
    expect(learning.fit(graph)).toBe(true);
    expect(learning.taken(graph.graph)).toBe('with-weights');
    for (const { from, to } of decided) {
      expect(graph.graph.edges).toContainEqual(expect.objectContaining({ from, to, status: 'own' }));
    }
    expect(
      graph.graph.edges.every(({ weight, frequency }) => weight !== undefined && frequency !== undefined),
    ).toBe(true);
    for (const { mean = 0 } of graph.graph.nodes) expect(mean > 1 && mean < 5).toBe(true);
  });

  it('says that weights need directions, and refuses what the graph forbids', async () => {
    const learning = make();
    const graph = table();
    learning.useText(answers, 'answers.csv', graph.graph, ten);
    learning.settings.resamples = 0;
    await learning.learn(graph.graph);
    const edge = learning.outcome?.edges.findIndex(({ kind }) => kind === 'undirected') ?? -1;
    const { from, to } = learning.outcome?.edges[edge] ?? { from: '', to: '' };
    expect(learning.takeOver(graph, ten)).toBe(true);
    expect(learning.fit(graph)).toBe(false);
    expect(learning.problem?.message).toMatch(/no direction yet/);
    graph.edit((now) => ({
      ok: true,
      value: { ...now, knowledge: { required: [], forbidden: [{ from, to }] } },
    }));
    learning.decide(edge, 'forward');
    expect(learning.takeOver(graph, ten)).toBe(false);
    expect(learning.problem?.message).toMatch(/is forbidden/);
  });

  it('cites the settings that were used, whatever is changed while it learns', async () => {
    const ask: typeof learnInWorker = (task, options) => {
      learning.settings.method = 'ges';
      learning.scale = { kind: 'points' };
      return here(task, options);
    };
    const learning = new LearningState({ storage: async () => storage, newId: () => 'new' }, ask);
    const { graph } = table();
    learning.useText(answers, 'answers.csv', graph, ten);
    learning.scale = { kind: 'answers', lowest: 1, highest: 6 };
    learning.settings.resamples = 0;
    const cited = learning.settings.describe();
    await learning.learn(graph);
    expect(cited).toContain('PC-stable');
    expect(learning.outcome?.provenance.method).toBe(
      `${cited} ${describeScale({ kind: 'answers', lowest: 1, highest: 6 })}`,
    );
  });

  it('fits centred scores as they were learned from, with the level put back or without', async () => {
    const noise = async (centred: 'restore-level' | 'keep') => {
      const learning = make();
      const graph = table();
      learning.useText(centredScores(), 'centred.csv', graph.graph, ten);
      learning.settings.centred = centred;
      learning.settings.resamples = 0;
      await learning.learn(graph.graph);
      // No edges: then the noise variances are the variances, which a level raises.
      for (const at of learning.outcome?.decisions.keys() ?? []) learning.decide(at, 'reject');
      expect(learning.takeOver(graph, ten)).toBe(true);
      learning.settings.centred = centred === 'keep' ? 'restore-level' : 'keep';
      expect(learning.fit(graph)).toBe(true);
      return graph.graph.nodes.map(({ noiseVariance = 0 }) => noiseVariance);
    };
    const [restored, kept] = [await noise('restore-level'), await noise('keep')];
    for (const [at, variance] of restored.entries()) expect(variance).toBeGreaterThan(kept[at] * 1.1);
  });

  it('puts no level back without a sound where a centred column is left out', async () => {
    const learning = make();
    const { graph } = table();
    learning.useText(centredScores(), 'centred.csv', graph, ten);
    expect(learning.check?.ok).toBe(true);
    learning.choose('security', false);
    expect(learning.check?.ok).toBe(false);
    await learning.learn(graph);
    expect(learning.problem?.message).toContain('choose “security” too');
    learning.settings.centred = 'keep';
    expect(learning.check?.ok).toBe(true);
    learning.settings.resamples = 0;
    await learning.learn(graph);
    expect(learning.outcome?.provenance.method).not.toMatch(/level put back/);
  });

  it('keeps to the knowledge and the tiers', async () => {
    const learning = make();
    const graph = table();
    learning.useText(answers, 'answers.csv', graph.graph, ten);
    learning.settings.resamples = 0;
    learning.setTier('conformity', 1);
    learning.setTier('security', 2);
    await learning.learn(graph.graph);
    expect(learning.outcome?.edges).toContainEqual(
      expect.objectContaining({ kind: 'directed', from: 'conformity', to: 'security' }),
    );
  });

  it('takes the labels of a dataset, and says that they are co-occurrence', async () => {
    const folder = path.join(import.meta.dirname, '../../tests/fixtures/touche');
    const files = ['arguments-training.tsv', 'labels-training.tsv'].map((name) => ({
      name,
      text: readFileSync(path.join(folder, name), 'utf8'),
    }));
    const imported = importFolderAtOnce(files, { now: 0 });
    if (!imported.ok) throw new Error(imported.error.message);
    const { dataset, items } = imported.value;
    await storage.datasets.save(dataset, items);
    const learning = make();
    await learning.load();
    expect(learning.datasets.map(({ id }) => id)).toEqual([dataset.id]);
    await learning.useLabels(dataset, 'training', table().graph, twenty);
    expect(learning.source?.notes.join(' ')).toMatch(/co-occurrence, not cause/);
    expect(learning.data?.rows).toBe(items.filter(({ labels }) => labels !== null).length);
    // Five rows are too few, and that is said before anything is learned.
    expect(learning.check?.ok).toBe(false);
  });

  it('says what is wrong with a file, a setting and the lack of runs', async () => {
    const learning = make();
    const { graph } = table();
    learning.useText('nonsense', 'n.csv', graph, ten);
    expect(learning.problem?.message).toMatch(/^n\.csv: The table needs/);
    await learning.useRuns(true, graph, ten);
    expect(learning.problem?.message).toMatch(/No stored run/);
    learning.useText(answers, 'answers.csv', graph, ten);
    expect(learning.problem).toBeNull();
    learning.settings.alpha = 2;
    await learning.learn(graph);
    expect(learning.problem?.message).toMatch(/must lie between 0 and 1/);
    expect(learning.outcome).toBeNull();
  });
});
