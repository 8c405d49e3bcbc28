import type { ConceptPhrase } from '../../domain/questions/concept-phrases';
import type { ValueClassifier } from '../../domain/classifier/value-classifier';
import type { MergeChoice } from '../../domain/values/merge-choice';
import type { ValueId, ValueSystem } from '../../domain/values/value-system';

/** All that the built-in reasoner is made of. */
export interface BuiltinResources {
  readonly classifier: ValueClassifier;
  /** The twenty-value system that the phrases and the classifier speak. */
  readonly fineSystem: ValueSystem;
  /** The project's own concept phrases, by value of the fine system. */
  readonly phrases: ReadonlyMap<ValueId, readonly ConceptPhrase[]>;
  readonly merge: MergeChoice;
}
