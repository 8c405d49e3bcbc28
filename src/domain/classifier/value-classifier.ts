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
  /** What each word adds to one value, by leaving it out; in the order of the text, empty for an unknown value. */
  evidence(text: string, valueId: string): WordEvidence[];
  /** Log odds of each of the twenty values without context, and on demand the words that move one of them. */
  read(text: string): Reading;
}

export interface Reading {
  /** Calibrated, in the order of TOUCHE_VALUES. */
  readonly logOdds: readonly number[];
  /** The run of words that moves one value most; undefined for an unknown value or where no word moves it upwards. */
  keyWords(valueId: string): KeyWords | undefined;
}

/** A few words of a text, [start, end), and by how much the log odds of a value fall when they are left out. */
export interface KeyWords {
  readonly start: number;
  readonly end: number;
  readonly drop: number;
}
