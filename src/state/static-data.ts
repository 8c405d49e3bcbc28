import type { Question } from '../domain/questions/question';
import { questionLibrarySchema } from '../domain/questions/question-library';
import type { MergeChoice } from '../domain/values/merge-choice';
import type { Profile } from '../domain/values/profile';
import { profileLibrarySchema } from '../domain/values/profile-library';
import { valueSystemSchema, type ValueSystem } from '../domain/values/value-system';
import { liftGraph } from '../domain/scm/lift-graph';
import { valueGraphSchema, type ValueGraph } from '../domain/scm/value-graph';
import { once } from './once';

/** The two shipped value systems: Schwartz's ten, and Touché's twenty that refine them. */
export const valueSystems = once(async (): Promise<{ ten: ValueSystem; twenty: ValueSystem }> => {
  const [ten, twenty] = await Promise.all([
    import('../../static-data/value-systems/schwartz-10.json'),
    import('../../static-data/value-systems/touche-20.json'),
  ]);
  return { ten: valueSystemSchema.parse(ten.default), twenty: valueSystemSchema.parse(twenty.default) };
});

export const tenValueGraph = once(async (): Promise<ValueGraph> => {
  const graph = await import('../../static-data/graphs/schwartz-10-value-portrait.json');
  return valueGraphSchema.parse(graph.default);
});

/** The graph that goes with a value system; the twenty values have theirs from the ten, under the merge choice. */
export async function graphFor(system: ValueSystem, merge: MergeChoice): Promise<ValueGraph> {
  const graph = await tenValueGraph();
  if (graph.valueSystemId === system.id) return graph;
  const lifted = liftGraph(graph, system, merge);
  if (!lifted.ok) throw new Error(lifted.error.message);
  return lifted.value;
}

/** The question library, theme by theme. */
export const questionLibrary = once(async (): Promise<Question[]> => {
  const files = await Promise.all(
    Object.values(import.meta.glob('../../static-data/questions/*.json', { import: 'default' })).map((load) =>
      load(),
    ),
  );
  return files.flatMap((file) => questionLibrarySchema.parse(file).questions);
});

export interface ProfileShelf {
  readonly id: string;
  readonly name: string;
  readonly profiles: readonly Profile[];
}

/** Shipped profiles: countries, roles, the pan-cultural order. */
export const profileShelves = once(async (): Promise<ProfileShelf[]> => {
  const files = await Promise.all(
    Object.values(import.meta.glob('../../static-data/profiles/*.json', { import: 'default' })).map((load) =>
      load(),
    ),
  );
  return files.map((file) => profileLibrarySchema.parse(file));
});
