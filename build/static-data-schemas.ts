import { z } from 'zod';
import { causalGraphSchema } from '../src/domain/graph/causal-graph';
import { conceptPhrasesSchema } from '../src/domain/questions/concept-phrases';
import { questionLibrarySchema } from '../src/domain/questions/question-library';
import { acyclicValueGraphSchema } from './acyclic-value-graph';
import { catalogueSchema, webllmLibrariesSchema } from '../src/engine/models/model-entry';
import { labelledSentencesSchema } from '../src/domain/self-test/labelled-sentences';
import { profileLibrarySchema } from '../src/domain/values/profile-library';
import { valueSystemSchema } from '../src/domain/values/value-system';

/** An id that a file brings into being, or refers to, and where in the file it does so. */
export interface Mention {
  /** What the id names, for instance "question" or "value of schwartz-10". */
  readonly of: string;
  readonly id: string;
  readonly path: readonly PropertyKey[];
}

/** What one kind of file holds. `declares` are the ids it brings, each unique of its kind; `uses` must be declared somewhere. */
export interface DataShape {
  /** Matched against the path below `static-data/`, with forward slashes. */
  readonly pattern: RegExp;
  /** Null for a file that is not JSON and is not looked into. */
  readonly schema: z.ZodType | null;
  readonly mentions: (data: unknown) => { declares: readonly Mention[]; uses: readonly Mention[] };
}

function shape<T>(
  pattern: RegExp,
  schema: z.ZodType<T>,
  declares: (data: T) => Mention[],
  uses: (data: T) => Mention[],
): DataShape {
  return {
    pattern,
    schema,
    mentions: (data) => {
      const read = schema.safeParse(data);
      return read.success
        ? { declares: declares(read.data), uses: uses(read.data) }
        : { declares: [], uses: [] };
    },
  };
}

const opaque = (pattern: RegExp): DataShape => ({
  pattern,
  schema: null,
  mentions: () => ({ declares: [], uses: [] }),
});

const VALUE = 'value';
const valueOf = (system: string): string => `value of ${system}`;

/** A graph that can be steered with, or any causal graph: one of associations too, and of variables that are no values. */
const graphSchema = z.discriminatedUnion('kind', [acyclicValueGraphSchema, causalGraphSchema]);
type ShippedGraph = z.infer<typeof graphSchema>;

function graphDeclares(graph: ShippedGraph): Mention[] {
  const key = graph.kind === 'value-graph' ? 'valueId' : 'id';
  const ids =
    graph.kind === 'value-graph'
      ? graph.nodes.map((node) => node.valueId)
      : graph.nodes.map((node) => node.id);
  return [
    { of: 'graph', id: graph.id, path: ['id'] },
    ...ids.map((id, at) => ({ of: `node of ${graph.id}`, id, path: ['nodes', at, key] })),
  ];
}

function graphUses(graph: ShippedGraph): Mention[] {
  const { id, valueSystemId: system } = graph;
  const values = graph.nodes.flatMap(({ valueId }, at) =>
    valueId === undefined
      ? []
      : [{ of: valueOf(system ?? 'no system'), id: valueId, path: ['nodes', at, 'valueId'] }],
  );
  return [
    ...(system === undefined ? [] : [{ of: 'value system', id: system, path: ['valueSystemId'] }]),
    ...values,
    ...graph.edges.flatMap((edge, at) => [
      { of: `node of ${id}`, id: edge.from, path: ['edges', at, 'from'] },
      { of: `node of ${id}`, id: edge.to, path: ['edges', at, 'to'] },
    ]),
  ];
}

/** Every kind of file that `static-data/` may hold. A file that matches none of these fails the build. */
export const DATA_SHAPES: readonly DataShape[] = [
  shape(
    /^value-systems\/[^/]+\.json$/,
    valueSystemSchema,
    (system) => [
      { of: 'value system', id: system.id, path: ['id'] },
      ...system.groups.map((group, at) => ({
        of: `group of ${system.id}`,
        id: group.id,
        path: ['groups', at, 'id'],
      })),
      ...system.values.map((value, at) => ({
        of: valueOf(system.id),
        id: value.id,
        path: ['values', at, 'id'],
      })),
      ...system.values.map((value, at) => ({
        of: `value code of ${system.id}`,
        id: value.code,
        path: ['values', at, 'code'],
      })),
    ],
    (system) => [
      ...(system.parentSystem
        ? [{ of: 'value system', id: system.parentSystem, path: ['parentSystem'] }]
        : []),
      ...system.values.map((value, at) => ({
        of: `group of ${system.id}`,
        id: value.group,
        path: ['values', at, 'group'],
      })),
      ...system.values.flatMap((value, at) =>
        value.parent
          ? [
              {
                of: valueOf(system.parentSystem ?? 'no system'),
                id: value.parent,
                path: ['values', at, 'parent'],
              },
            ]
          : [],
      ),
    ],
  ),
  shape(/^graphs\/[^/]+\.json$/, graphSchema, graphDeclares, graphUses),
  shape(
    /^questions\/[^/]+\.json$/,
    questionLibrarySchema,
    (library) =>
      library.questions.flatMap((question, at) => [
        { of: 'question', id: question.id, path: ['questions', at, 'id'] },
        ...question.options.map((option, place) => ({
          of: `option of ${question.id}`,
          id: option.id,
          path: ['questions', at, 'options', place, 'id'],
        })),
      ]),
    (library) =>
      library.questions.flatMap((question, at) =>
        question.options.flatMap((option, place) =>
          option.considerations.map((consideration, nth) => ({
            of: VALUE,
            id: consideration.valueId,
            path: ['questions', at, 'options', place, 'considerations', nth, 'valueId'],
          })),
        ),
      ),
  ),
  shape(
    /^profiles\/[^/]+\.json$/,
    profileLibrarySchema,
    (library) => [
      { of: 'profile library', id: library.id, path: ['id'] },
      ...library.profiles.map((profile, at) => ({
        of: 'profile',
        id: profile.id,
        path: ['profiles', at, 'id'],
      })),
    ],
    (library) =>
      library.profiles.flatMap((profile, at) => [
        { of: 'value system', id: profile.valueSystemId, path: ['profiles', at, 'valueSystemId'] },
        ...Object.keys(profile.target).map((id) => ({
          of: valueOf(profile.valueSystemId),
          id,
          path: ['profiles', at, 'target', id],
        })),
      ]),
  ),
  shape(
    /^concept-phrases\/[^/]+\.json$/,
    conceptPhrasesSchema,
    (file) => [
      { of: 'set of phrases for the value', id: file.valueId, path: ['valueId'] },
      ...file.phrases.map((phrase, at) => ({ of: 'phrase', id: phrase.id, path: ['phrases', at, 'id'] })),
    ],
    (file) => [{ of: VALUE, id: file.valueId, path: ['valueId'] }],
  ),
  shape(
    /^models\/catalogue\.json$/,
    catalogueSchema,
    (catalogue) =>
      catalogue.models.map((model, at) => ({ of: 'model', id: model.id, path: ['models', at, 'id'] })),
    (catalogue) =>
      catalogue.models.flatMap((model, at) =>
        model.f32Twin === undefined
          ? []
          : [{ of: 'model', id: model.f32Twin, path: ['models', at, 'f32Twin'] }],
      ),
  ),
  shape(
    /^models\/webllm-libraries\.json$/,
    webllmLibrariesSchema,
    (list) =>
      list.libraries.map((library, at) => ({
        of: 'library for',
        id: library.id,
        path: ['libraries', at, 'id'],
      })),
    () => [],
  ),
  shape(
    /^self-test\/[^/]+\.json$/,
    labelledSentencesSchema,
    (file) => [{ of: 'labelled sentences', id: file.id, path: ['id'] }],
    (file) => [
      { of: 'value system', id: file.valueSystemId, path: ['valueSystemId'] },
      ...file.sentences.map((sentence, at) => ({
        of: valueOf(file.valueSystemId),
        id: sentence.valueId,
        path: ['sentences', at, 'valueId'],
      })),
    ],
  ),
  opaque(/^classifier\/[^/]+\.bin$/),
];

/** The kinds under which a declared id can be found: a value of one system is also a value of any. */
export function kindsOf(mention: Mention): string[] {
  return mention.of.startsWith('value of ') ? [mention.of, VALUE] : [mention.of];
}
