/** How likely an annotator of Touché would say that a text draws on the value. */
export interface ValueProbability {
  readonly valueId: string;
  /** Calibrated on out-of-fold predictions of the training split, 0 to 1. */
  readonly probability: number;
}

export interface ValueDecision {
  readonly valueId: string;
  /** The value is attributed at this probability or above; fixed on the training split. */
  readonly threshold: number;
  /** Share of training arguments with the value. */
  readonly baseRate: number;
  /** Expected calibration error on out-of-fold predictions. */
  readonly calibrationError: number;
  /** Mean and standard deviation of the log odds that training arguments without the value get, out of fold. */
  readonly strangers: { readonly mean: number; readonly deviation: number };
}

export interface ClassifierInput {
  readonly text: string;
  /** What the text answers to: a question or a conclusion. It is read together with the text, at a smaller weight. */
  readonly context?: string | undefined;
}

/** What a word adds to the log odds of a value: the log odds of the text minus those of the text without the word. */
export interface WordEvidence {
  readonly start: number;
  readonly end: number;
  readonly contribution: number;
}

export interface ValueClassifier {
  readonly decisions: readonly ValueDecision[];
  /** One probability for each of the twenty values, in the order of TOUCHE_VALUES. */
  classify(input: ClassifierInput): ValueProbability[];
  /** Leave-one-word-out contributions to one value, in the order of the text; empty for an unknown value. */
  evidence(text: string, valueId: string): WordEvidence[];
  /** The same for every value in one pass: the k-th entry of `contributions` belongs to TOUCHE_VALUES[k]. */
  evidenceForAll(text: string): { start: number; end: number; contributions: Float64Array }[];
}
