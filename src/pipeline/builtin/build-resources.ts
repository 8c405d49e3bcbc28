import { decodeClassifier } from '../../domain/classifier/decode';
import type { ConceptPhrases } from '../../domain/questions/concept-phrases';
import { fail, ok, type Result } from '../../domain/result';
import type { MergeChoice } from '../../domain/values/merge-choice';
import type { ValueSystem } from '../../domain/values/value-system';
import type { BuiltinResources } from './resources';

/**
 * The built-in reasoner's parts, in the browser or in Node: `phrases` holds one file a value, `classifier` the bytes of the
 * weights. Refuses weights that can't be read and phrases that leave a value out.
 */
export function buildResources(
  fineSystem: ValueSystem,
  phrases: readonly ConceptPhrases[],
  classifier: ArrayBuffer,
  merge: MergeChoice,
): Result<BuiltinResources> {
  const decoded = decodeClassifier(classifier);
  if (!decoded.ok) return decoded;
  const byValue: BuiltinResources['phrases'] = new Map(phrases.map((file) => [file.valueId, file.phrases]));
  const missing = fineSystem.values.filter((value) => !byValue.has(value.id)).map((value) => value.id);
  if (missing.length > 0) return fail(`No concept phrases for ${missing.join(', ')}.`);
  return ok({ classifier: decoded.value, fineSystem, phrases: byValue, merge });
}
