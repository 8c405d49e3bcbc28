import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { decodeClassifier } from '../src/domain/classifier/decode';
import { evaluate, type Evaluation } from './train-values/evaluate';
import { readTouche } from './train-values/read-touche';

const WEIGHTS = path.resolve(import.meta.dirname, '../static-data/classifier/values.bin');
const SPLITS = ['validation', 'training', 'test', 'validation-zhihu', 'test-nahjalbalagha', 'test-nyt'];
const USAGE = `Usage: npm run eval:values -- <folder of Touché files> [--split ${SPLITS.join('|')}] [--json]`;

/** Scores the shipped classifier on one split, with the conclusion as context and from the premise alone. */
function main(): void {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { split: { type: 'string', default: 'validation' }, json: { type: 'boolean', default: false } },
  });
  const [folder] = positionals;
  if (folder === undefined) throw new Error(`Which folder holds the published Touché files? ${USAGE}`);
  if (!SPLITS.includes(values.split)) throw new Error(`There is no split “${values.split}”. ${USAGE}`);
  const bytes = readFileSync(WEIGHTS);
  const classifier = decodeClassifier(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength),
  );
  if (!classifier.ok) throw new Error(classifier.error);
  const args = readTouche(folder, values.split);
  if (args.length === 0)
    throw new Error(`The split “${values.split}” has no labelled arguments in ${folder}.`);
  const report = {
    split: values.split,
    arguments: args.length,
    withContext: evaluate(classifier.value, args, { context: true }),
    premiseOnly: evaluate(classifier.value, args, { context: false }),
  };
  if (values.json) {
    console.log(JSON.stringify(report, null, 1));
    return;
  }
  console.log(`${report.split}: ${report.arguments} labelled arguments\n`);
  print('Premise, with the conclusion as context', report.withContext);
  print('Premise alone', report.premiseOnly);
  console.log('AUROC and ECE are means over values. ECE: ten bins of equal count, weighted by count.');
  console.log(
    'F1 of a value without positives is 0, or left out in the second macro-F1; its AUROC is not defined.',
  );
}

function print(title: string, result: Evaluation): void {
  const figure = (value: number | null) => (value === null ? '-' : value.toFixed(3));
  console.log(`## ${title}\n`);
  console.log(`macro-F1 ${result.macroF1.toFixed(4)} over 20 values`);
  if (result.valuesWithPositives < result.values.length) {
    console.log(
      `macro-F1 ${figure(result.macroF1WithPositives)} over the ${result.valuesWithPositives} values with positives`,
    );
  }
  console.log(`AUROC ${figure(result.auroc)}, ECE ${figure(result.calibrationError)}\n`);
  console.log('| value | F1 | precision | recall | AUROC | ECE | threshold | support |');
  console.log('|---|---:|---:|---:|---:|---:|---:|---:|');
  for (const row of result.values) {
    const cells = [row.f1, row.precision, row.recall, row.auroc, row.calibrationError, row.threshold].map(
      figure,
    );
    console.log(`| ${row.valueId} | ${cells.join(' | ')} | ${row.support} |`);
  }
  console.log('');
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
