import type { Question } from '../domain/questions/question';
import type { QuestionLibrary } from '../domain/questions/question-library';
import type { CausalGraph } from '../domain/graph/causal-graph';
import { liftGraph } from '../domain/scm/lift-graph';
import type { ValueGraph } from '../domain/scm/value-graph';
import type { MergeChoice } from '../domain/values/merge-choice';
import type { ProfileLibrary } from '../domain/values/profile-library';
import type { ValueSystem } from '../domain/values/value-system';
import { once } from './once';

/** The two shipped value systems: Schwartz's ten, and Touché's twenty that refine them. */
export const valueSystems = once(async (): Promise<{ ten: ValueSystem; twenty: ValueSystem }> => {
  const [ten, twenty] = await Promise.all([
    import('../../static-data/value-systems/schwartz-10.json?checked'),
    import('../../static-data/value-systems/touche-20.json?checked'),
  ]);
  return { ten: ten.default, twenty: twenty.default };
});

const tenValueGraph = once(
  async (): Promise<ValueGraph> =>
    (await import('../../static-data/graphs/schwartz-10-value-portrait.json?checked')).default,
);

const graphFiles = import.meta.glob<ValueGraph | CausalGraph>('../../static-data/graphs/*.json', {
  query: '?checked',
  import: 'default',
});

/** Every shipped graph, in the order of the file names. */
export const shippedGraphs = once(async (): Promise<(ValueGraph | CausalGraph)[]> =>
  Promise.all(Object.values(graphFiles).map((load) => load())),
);

/** The graph that goes with a value system; the twenty values have theirs from the ten, under the merge choice. */
export async function graphFor(system: ValueSystem, merge: MergeChoice): Promise<ValueGraph> {
  const graph = await tenValueGraph();
  if (graph.valueSystemId === system.id) return graph;
  const lifted = liftGraph(graph, system, merge);
  if (!lifted.ok) throw new Error(lifted.error.message);
  return lifted.value;
}

const questionFiles = import.meta.glob<QuestionLibrary>('../../static-data/questions/*.json', {
  query: '?checked',
  import: 'default',
});
const profileFiles = import.meta.glob<ProfileLibrary>('../../static-data/profiles/*.json', {
  query: '?checked',
  import: 'default',
});

/** The questions of one theme: the first run needs no more. */
export async function questionsOf(theme: string): Promise<Question[]> {
  const load = questionFiles[`../../static-data/questions/${theme}.json`];
  return load === undefined ? [] : (await load()).questions;
}

/** The question library, theme by theme. */
export const questionLibrary = once(async (): Promise<Question[]> => {
  const files = await Promise.all(Object.values(questionFiles).map((load) => load()));
  return files.flatMap((file) => file.questions);
});

/** Shipped profiles: countries, roles, the pan-cultural order. */
export const profileShelves = once(async (): Promise<ProfileLibrary[]> =>
  Promise.all(Object.values(profileFiles).map((load) => load())),
);
