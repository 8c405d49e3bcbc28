import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Papa from 'papaparse';
import { z } from 'zod';
import { countryPriorities } from '../src/domain/values/country-priorities';
import type { Profile } from '../src/domain/values/profile';
import type { ProfileLibrary } from '../src/domain/values/profile-library';
import { VALUE_OF_COLUMN } from './estimate-graph/individuals';

/**
 * Writes static-data/profiles/countries-ess11.json from a table of country means of the European Social Survey, round 11:
 * one row a country, columns cntry, n, country_name, year and d_SD … d_UN (centred means of the ten values).
 *
 *     npx tsx scripts/import-ess-countries.ts <table.csv>
 *
 * Only the means, rounded to two decimals, are taken over. Priorities are computed from the rounded means, so that anyone
 * can redo them from what the screen shows.
 */
const OUT = path.resolve(import.meta.dirname, '..', 'static-data', 'profiles', 'countries-ess11.json');

const SOURCE = {
  label: 'European Social Survey round 11 (2023–24), Human Values Scale (21 items)',
  licence:
    'Country means computed from European Social Survey data (europeansocialsurvey.org) ' +
    'in christopher-vantis/human-values-project (MIT), rounded to two decimals and cited; ' +
    "the survey's terms ask for non-commercial use (believed CC BY-NC-SA 4.0).",
  meaning: "survey mean of respondents, centred on each person's own mean",
};

const number = z.string().trim().min(1).pipe(z.coerce.number());
const rowSchema = z.looseObject({
  cntry: z.string().regex(/^[A-Z]{2}$/),
  n: number.pipe(z.number().int().positive()),
  country_name: z.string().trim().min(1),
  year: number.pipe(z.number().int()),
  round: z.literal('11'),
});

function toProfile(cells: unknown, line: number): Profile {
  const parsed = rowSchema.safeParse(cells);
  if (!parsed.success) throw new Error(`Line ${line}: ${z.prettifyError(parsed.error)}`);
  const { cntry, n, country_name: name, year } = parsed.data;
  const measured = Object.fromEntries(
    Object.entries(VALUE_OF_COLUMN).map(([column, valueId]) => {
      const mean = number.safeParse(parsed.data[`d_${column}`]);
      if (!mean.success) throw new Error(`Line ${line}: d_${column} is not a number.`);
      return [valueId, Math.round(mean.data * 100) / 100];
    }),
  );
  return {
    kind: 'profile',
    version: 1,
    id: `ess11-${cntry.toLowerCase()}`,
    name,
    description: `Mean of ${n} people who answered the survey in ${name}, weighted with the survey's analysis weights. It describes answers to one questionnaire, and people within a country differ.`,
    valueSystemId: 'schwartz-10',
    target: countryPriorities(measured),
    source: { ...SOURCE, n, year, measured },
  };
}

const file = process.argv[2];
if (file === undefined) {
  console.error('Usage: npx tsx scripts/import-ess-countries.ts <table.csv>');
  process.exit(2);
}
const { data } = Papa.parse<unknown>(readFileSync(file, 'utf8').trim(), { header: true });
const library: ProfileLibrary = {
  kind: 'profile-library',
  version: 1,
  id: 'countries-ess11',
  name: 'Countries (European Social Survey, round 11)',
  profiles: data
    .map((cells, at) => toProfile(cells, at + 2))
    .sort((a, b) => a.name.localeCompare(b.name, 'en')),
};
writeFileSync(OUT, `${JSON.stringify(library, null, 2)}\n`);
console.log(`${library.profiles.length} countries written to ${OUT}`);
