import { decodeClassifier } from '../../domain/classifier/decode';
import { conceptPhrasesSchema } from '../../domain/questions/concept-phrases';
import { fail, ok, type Result } from '../../domain/result';
import type { MergeChoice } from '../../domain/values/merge-choice';
import type { ValueSystem } from '../../domain/values/value-system';
import type { BuiltinResources } from './resources';

/**
 * The built-in reasoner's parts from files that were read as they are, in the browser or in Node.
 * `phrases` holds one parsed JSON file a value, `classifier` the weights' bytes.
 */
export function buildResources(
  fineSystem: ValueSystem,
  phrases: readonly unknown[],
  classifier: ArrayBuffer,
  merge: MergeChoice,
): Result<BuiltinResources> {
  const decoded = decodeClassifier(classifier);
  if (!decoded.ok) return decoded;
  const byValue: BuiltinResources['phrases'] = new Map(
    phrases.map((file) => {
      const parsed = conceptPhrasesSchema.parse(file);
      return [parsed.valueId, parsed.phrases];
    }),
  );
  const missing = fineSystem.values.filter((value) => !byValue.has(value.id)).map((value) => value.id);
  if (missing.length > 0) return fail(`No concept phrases for ${missing.join(', ')}.`);
  return ok({ classifier: decoded.value, fineSystem, phrases: byValue, merge });
}
