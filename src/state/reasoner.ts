import type { MergeChoice } from '../domain/values/merge-choice';
import type { BuiltinReasoner } from '../pipeline/builtin/builtin-reasoner';
import type { BuiltinResources } from '../pipeline/builtin/resources';
import classifierUrl from '../../static-data/classifier/values.bin?url';
import { once } from './once';
import { valueSystems } from './static-data';

const classifierBytes = once(async (): Promise<ArrayBuffer> => {
  const response = await fetch(classifierUrl);
  if (!response.ok) {
    throw new Error(
      `The built-in reasoner's weights did not arrive (HTTP ${response.status}). Reload the page to try again.`,
    );
  }
  return response.arrayBuffer();
});

/** The built-in reasoner, and what it is made of. */
export interface BuiltinParts {
  readonly reasoner: BuiltinReasoner;
  readonly resources: BuiltinResources;
}

/** The reasoner that works without a language model; its parts are fetched once, side by side. */
export async function builtinReasoner(merge: MergeChoice): Promise<BuiltinParts> {
  const [{ twenty }, { BuiltinReasoner, buildResources, phraseFiles }, bytes] = await Promise.all([
    valueSystems(),
    import('./builtin'),
    classifierBytes(),
  ]);
  const resources = buildResources(twenty, phraseFiles, bytes, merge);
  if (!resources.ok) throw new Error(resources.error);
  return { reasoner: new BuiltinReasoner(resources.value), resources: resources.value };
}
