import type { ConceptPhrases } from '../domain/questions/concept-phrases';

/** All concept phrases in one chunk: one request instead of twenty. */
export const phraseFiles: readonly ConceptPhrases[] = Object.values(
  import.meta.glob<ConceptPhrases>('../../static-data/concept-phrases/*.json', {
    eager: true,
    query: '?checked',
    import: 'default',
  }),
);
