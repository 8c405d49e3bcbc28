import { GRAM_BUCKETS } from '../../src/domain/classifier/char-grams';
import { toByteMatrix, toNibbleMatrix } from '../../src/domain/classifier/quantise';
import type { ClassifierTables } from '../../src/domain/classifier/tables';
import type { Fitted } from './fit';

type Learned = Pick<
  ClassifierTables,
  'featureMean' | 'featureDeviation' | 'linear' | 'linearBias' | 'nets' | 'grams' | 'gramBias'
>;

/** Quantises what was learned: 8 bits for the networks, 4 bits for the n-gram weights. The linear parts are averaged. */
export function toTables({ mean, deviation, nets, grams }: Fitted): Learned {
  const { inputs, hidden, outputs } = nets[0];
  const average = (rows: readonly Float64Array[]) =>
    rows[0].map((_, at) => rows.reduce((sum, row) => sum + row[at] / rows.length, 0));
  return {
    featureMean: Float32Array.from(mean),
    featureDeviation: Float32Array.from(deviation),
    linear: toByteMatrix(average(nets.map(({ linearWeights }) => linearWeights)), inputs, outputs),
    linearBias: Float32Array.from(average(nets.map(({ bias }) => bias))),
    nets: nets.map((net) => ({
      hidden: toByteMatrix(net.hiddenWeights, inputs, hidden),
      hiddenBias: Float32Array.from(net.hiddenBias),
      output: toByteMatrix(net.outputWeights, hidden, outputs),
    })),
    grams: toNibbleMatrix(grams.weights, GRAM_BUCKETS, outputs, { clip: 3, centre: 8 }),
    gramBias: Float32Array.from(grams.bias),
  };
}
