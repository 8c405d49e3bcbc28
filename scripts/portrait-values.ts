/**
 * Compares attributions with people: `npx tsx scripts/portrait-values.ts <query-response-tagged.json>`.
 * Value Portrait (MIT) holds 520 responses, each with the correlation, over people, between how much a response is like
 * them and each of the ten values in their own profile. Prints Spearman's rank correlation per value, over the responses.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { attributeText } from '../src/domain/classifier/attribute-text';
import { decodeClassifier } from '../src/domain/classifier/decode';
import { spearman } from '../src/domain/metrics/spearman';
import { valueSystemSchema } from '../src/domain/values/value-system';

const portraitSchema = z.array(
  z.object({
    outputs: z.array(
      z.object({ content: z.string(), correlations: z.array(z.tuple([z.string(), z.number()])) }),
    ),
  }),
);
const DATA = path.resolve(import.meta.dirname, '../static-data');

function main(file: string): void {
  const bytes = Uint8Array.from(readFileSync(path.join(DATA, 'classifier/values.bin'))).buffer;
  const classifier = decodeClassifier(bytes);
  if (!classifier.ok) throw new Error(classifier.error);
  const json = (name: string): unknown => JSON.parse(readFileSync(name, 'utf8'));
  const system = valueSystemSchema.parse(json(path.join(DATA, 'value-systems/schwartz-10.json')));
  const responses = portraitSchema.parse(json(file)).flatMap(({ outputs }) => outputs);
  const rows = responses.map(({ content, correlations }) => ({
    people: new Map(correlations.map(([name, r]) => [name.toLowerCase().replace('_', '-'), r])),
    scores: attributeText(classifier.value, content, { system }).scores,
  }));
  console.log('| value | probability | priority | share of responses it plays a part in |');
  console.log('|---|---:|---:|---:|');
  const totals = [0, 0];
  system.values.forEach(({ id }, index) => {
    const people = rows.map((row) => row.people.get(id) ?? 0);
    const against = (measured: readonly number[]): number =>
      spearman(measured.map((each, at) => ({ valueId: id, measured: each, target: people[at] }))).rho ?? 0;
    const rhos = [
      against(rows.map((row) => row.scores[index].probability)),
      against(rows.map((row) => row.scores[index].priority ?? 1)),
    ];
    rhos.forEach((rho, at) => (totals[at] += rho / system.values.length));
    const share = rows.filter((row) => row.scores[index].relevant).length / rows.length;
    console.log(`| ${id} | ${rhos[0].toFixed(3)} | ${rhos[1].toFixed(3)} | ${share.toFixed(2)} |`);
  });
  console.log(`| mean | ${totals[0].toFixed(3)} | ${totals[1].toFixed(3)} | |`);
}

main(process.argv[2] ?? '');
