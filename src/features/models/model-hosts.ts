import type { ModelEntry } from '../../engine/models/model-entry';

/** Where a model's files come from, as a person recognises it: "huggingface.co". Empty where nothing is asked of any host. */
export function hostsOf({ source }: Pick<ModelEntry, 'source'>): string {
  const urls =
    source.kind === 'mlc'
      ? [source.folder, source.library]
      : source.kind === 'gguf'
        ? source.files.map(({ url }) => url)
        : source.kind === 'endpoint'
          ? [source.base]
          : [];
  return [...new Set(urls.map((url) => new URL(url).host))].join(' and ');
}
