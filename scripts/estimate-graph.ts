/**
 * Estimates the shipped ten-value graph from individual survey answers, and prints how it compares with theory and with
 * other samples. Deterministic: the same answers give the same file.
 *
 *     npx tsx scripts/estimate-graph.ts <survey folder> [output file]
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import prettier from 'prettier';
import { compileScm } from '../src/domain/scm/linear-scm';
import { valueGraphSchema } from '../src/domain/scm/value-graph';
import { buildGraph, tellPortrait } from './estimate-graph/build-graph';
import { estimate, SETTINGS } from './estimate-graph/estimate';
import { parseIndividuals } from './estimate-graph/individuals';
import { sampleFromCsv, sampleFromJson } from './estimate-graph/other-samples';
import { report } from './estimate-graph/report';

const SHIPPED = path.resolve(import.meta.dirname, '../static-data/graphs/schwartz-10-value-portrait.json');

const [folder, output = SHIPPED] = process.argv.slice(2);
if (folder === undefined) stop('Name the folder that holds valueportrait_pvq21_individuals.csv.');
const answers = path.join(folder, 'valueportrait_pvq21_individuals.csv');
if (!existsSync(answers)) stop(`There is no ${answers}.`);
const individuals = parseIndividuals(readFileSync(answers, 'utf8'));
if (!individuals.ok) stop(`${answers}: ${individuals.error}`);

const estimated = estimate(individuals.value, SETTINGS);
const graph = valueGraphSchema.parse(
  buildGraph(individuals.value.valueIds, estimated, tellPortrait(estimated, SETTINGS)),
);
const compiled = compileScm(graph);
if (!compiled.ok) stop(compiled.error.message);
const text = await prettier.format(JSON.stringify(graph), { parser: 'json', printWidth: 110 });
writeFileSync(output, text);

const others = [
  { file: 'corr_pvq40_us_allitems_centred.csv', name: 'US, PVQ-40', read: sampleFromCsv },
  { file: 'corr_ess9_germany.json', name: 'Germany, ESS 9', read: sampleFromJson },
  { file: 'corr_pooled.json', name: 'pooled', read: sampleFromJson },
].filter(({ file }) => existsSync(path.join(folder, file)));
const samples = others.map(({ file, name, read }) =>
  read(name, readFileSync(path.join(folder, file), 'utf8')),
);
console.log(report(individuals.value.valueIds, estimated, samples));
console.log(`\nWritten: ${output}`);

function stop(reason: string): never {
  console.error(reason);
  process.exit(1);
}
