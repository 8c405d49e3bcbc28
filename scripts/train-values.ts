import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { encodeClassifier } from '../src/domain/classifier/classifier-file';
import { calibrationError } from '../src/domain/classifier/metrics';
import type { ClassifierTables } from '../src/domain/classifier/tables';
import { TOUCHE_VALUES } from '../src/domain/classifier/value-ids';
import { bestThreshold, plattScaling } from './train-values/calibrate';
import { crossFitted, outOfFold } from './train-values/cross-validate';
import { buildFeatureTables, buildVocabulary } from './train-values/feature-tables';
import { featurise, fit, GRAM_WEIGHT } from './train-values/fit';
import { groupFolds } from './train-values/folds';
import { toTables } from './train-values/to-tables';
import { readDescriptions, readTouche, type Argument } from './train-values/read-touche';
import { wordVectors } from './train-values/word-vectors';

const OUT = path.resolve(import.meta.dirname, '../static-data/classifier/values.bin');
const FOLDS = 5;
/** Weight of conclusion and premise read together beside the premise alone. */
const CONTEXT_WEIGHT = 0.5;

/** Trains the value classifier on the training split of a Touché23-ValueEval folder and writes its weights. */
function main(folder: string): void {
  const started = performance.now();
  const say = (text: string) =>
    console.log(`${((performance.now() - started) / 1000).toFixed(0).padStart(4)} s  ${text}`);
  const args = readTouche(folder, 'training');
  const descriptions = readDescriptions(folder);
  const targets = args.map(({ labels }) => Float64Array.from(labels, (label) => (label ? 1 : 0)));
  const texts = args.map(({ premise }) => premise);
  const vocabulary = buildVocabulary(
    args.flatMap(({ premise, conclusion }) => [premise, conclusion]),
    wordVectors(),
  );
  say(`${args.length} arguments, ${vocabulary.rows.size} words`);
  const folds = groupFolds(
    args.map(({ conclusion }) => conclusion),
    FOLDS,
  );
  const { own, together } = outOfFold(args, targets, folds, vocabulary, descriptions);
  const combine = ({ nets, grams }: { nets: Float64Array; grams: Float64Array }, weight = GRAM_WEIGHT) =>
    nets.map((value, at) => value + weight * grams[at]);
  const report = (name: string, rows: Float64Array[]) => {
    const { f1, auroc } = crossFitted(rows, args, folds);
    say(`${name}: macro-F1 ${f1.toFixed(4)}, AUROC ${auroc.toFixed(4)} (${FOLDS} folds by conclusion)`);
  };
  report(
    'word vectors',
    own.map(({ nets }) => nets),
  );
  report(
    'n-grams',
    own.map(({ grams }) => grams),
  );
  for (const weight of [0.4, 0.7, 1])
    report(
      `both, n-grams at ${weight}`,
      own.map((row) => combine(row, weight)),
    );
  const logits = own.map((row) => combine(row));
  report(
    'with conclusion',
    own.map((row, index) => {
      const other = combine(together[index]);
      return combine(row).map((value, at) => (value + CONTEXT_WEIGHT * other[at]) / (1 + CONTEXT_WEIGHT));
    }),
  );
  const tables = buildFeatureTables(vocabulary, texts, descriptions);
  const fitted = fit(
    texts.map((text) => featurise(tables, text)),
    targets,
  );
  say('trained on all rows');
  const decided = TOUCHE_VALUES.map((_, value) => decide(logits, args, value));
  const classifier: ClassifierTables = {
    ...tables,
    ...toTables(fitted),
    gramWeight: GRAM_WEIGHT,
    contextWeight: CONTEXT_WEIGHT,
    plattSlope: Float32Array.from(decided, ({ slope }) => slope),
    plattOffset: Float32Array.from(decided, ({ offset }) => offset),
    threshold: Float32Array.from(decided, ({ threshold }) => threshold),
    baseRate: Float32Array.from(decided, ({ baseRate }) => baseRate),
    calibrationError: Float32Array.from(decided, ({ error }) => error),
    strangerMean: Float32Array.from(decided, ({ strangers }) => strangers.mean),
    strangerDeviation: Float32Array.from(decided, ({ strangers }) => strangers.deviation),
  };
  const bytes = new Uint8Array(encodeClassifier(classifier));
  mkdirSync(path.dirname(OUT), { recursive: true });
  writeFileSync(OUT, bytes);
  say(`${OUT}: ${bytes.length} bytes, ${gzipSync(bytes, { level: 9 }).length} gzipped`);
}

/** Platt scaling, threshold and calibration error of one value, from out-of-fold logits. */
function decide(logits: readonly Float64Array[], args: readonly Argument[], value: number) {
  const scores = logits.map((row) => row[value]);
  const labels = args.map((argument) => argument.labels[value]);
  const { slope, offset } = plattScaling(scores, labels);
  const probabilities = scores.map((each) => 1 / (1 + Math.exp(-(slope * each + offset))));
  const strangers = scores.filter((_, index) => !labels[index]).map((each) => slope * each + offset);
  return {
    slope,
    offset,
    threshold: bestThreshold(probabilities, labels),
    baseRate: labels.filter(Boolean).length / labels.length,
    error: calibrationError(probabilities, labels),
    strangers: spread(strangers),
  };
}

function spread(values: readonly number[]): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(square) };
}

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error(
    'Which folder holds the published Touché files? For instance: npm run train:values -- ../touche23',
  );
  process.exitCode = 2;
} else {
  main(folder);
}
