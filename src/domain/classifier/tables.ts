/** A matrix of signed 8-bit integers with one step size per column: entry (r, c) is data[r * columns + c] * scale[c]. */
export interface ByteMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly data: Int8Array;
  readonly scale: Float32Array;
}

/**
 * A matrix of 4-bit integers with one step size per column, two entries to a byte, low half first:
 * entry (r, c) is (nibble - centre) * scale[c]. Centre 7.5 puts the levels symmetrically about 0; centre 8 has an exact 0.
 */
export interface NibbleMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly centre: number;
  readonly data: Uint8Array;
  readonly scale: Float32Array;
}

/** One small network: logits = relu(x W1 + b1) W2, with x the standardised dense features. */
export interface Net {
  readonly hidden: ByteMatrix;
  readonly hiddenBias: Float32Array;
  readonly output: ByteMatrix;
}

/** Everything that the shipped file holds. Value-wise arrays stand in the order of TOUCHE_VALUES. */
export interface ClassifierTables {
  /** Row of a word in `vectors` and `idf`. */
  readonly vocabulary: ReadonlyMap<string, number>;
  readonly vectors: NibbleMatrix;
  /** Inverse document frequency ln((N + 1) / (df + 1)) by word, in natural-log units. */
  readonly idf: Float32Array;
  /** Unit vectors of the label descriptions: one row for each of the 54 level-1 values. */
  readonly descriptions: ByteMatrix;
  readonly featureMean: Float32Array;
  readonly featureDeviation: Float32Array;
  readonly linear: ByteMatrix;
  readonly linearBias: Float32Array;
  readonly nets: readonly Net[];
  /** Weights of the hashed character n-grams, buckets by values. */
  readonly grams: NibbleMatrix;
  readonly gramIdf: Float32Array;
  readonly gramBias: Float32Array;
  /** Weight of the n-gram logit beside the dense logit. */
  readonly gramWeight: number;
  /** Weight of the score of context and text together beside the text's own: (own + w * together) / (1 + w). */
  readonly contextWeight: number;
  /** Platt scaling: probability = sigmoid(slope * logit + offset). */
  readonly plattSlope: Float32Array;
  readonly plattOffset: Float32Array;
  /** Decide "yes" at this probability or above. */
  readonly threshold: Float32Array;
  /** Share of training arguments with the value. */
  readonly baseRate: Float32Array;
  /** Expected calibration error on out-of-fold predictions, ten bins of equal count. */
  readonly calibrationError: Float32Array;
  /** Mean and standard deviation of the calibrated log odds over training arguments without the value, out of fold. */
  readonly strangerMean: Float32Array;
  readonly strangerDeviation: Float32Array;
}
