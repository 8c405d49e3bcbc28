/** All concept phrases in one chunk: one request instead of twenty. */
export const phraseFiles: unknown[] = Object.values(
  import.meta.glob('../../static-data/concept-phrases/*.json', { eager: true, import: 'default' }),
);
