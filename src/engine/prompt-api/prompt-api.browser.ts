import type { LoadedModel, LoadOptions } from '../loaded-model';
import type { ModelEntry } from '../models/model-entry';
import { browserModelApi } from './browser-model-api';
import { loadPromptApi } from './prompt-api-model';

/** Gets the browser's own model ready. Rejects as `loadPromptApi` does. */
export function loadBrowserModel(entry: ModelEntry, options: LoadOptions = {}): Promise<LoadedModel> {
  const surroundings = {
    api: browserModelApi(Reflect.get(globalThis, 'LanguageModel')),
    browser: /(?:Edg|Chrome)\/\d+/.exec(navigator.userAgent)?.[0] ?? 'a browser of unknown version',
    now: () => performance.now(),
  };
  return loadPromptApi(entry, surroundings, options);
}
