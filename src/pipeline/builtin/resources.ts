import type { ConceptPhrase } from '../../domain/questions/concept-phrases';
import type { ValueClassifier } from '../../domain/classifier/value-classifier';
import type { MergeChoice } from '../../domain/values/merge-choice';
import type { ValueId, ValueSystem } from '../../domain/values/value-system';

/** The project's own concept phrases, and how to find those of a value. */
export interface PhraseResources {
  /** The twenty-value system that the phrases speak. */
  readonly fineSystem: ValueSystem;
  /** By value of the fine system. */
  readonly phrases: ReadonlyMap<ValueId, readonly ConceptPhrase[]>;
  readonly merge: MergeChoice;
}

/** All that the built-in reasoner is made of; the classifier speaks the twenty values too. */
export interface BuiltinResources extends PhraseResources {
  readonly classifier: ValueClassifier;
}
