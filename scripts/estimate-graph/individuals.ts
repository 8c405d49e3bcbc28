import Papa from 'papaparse';
import { fail, ok, type Result } from '../../src/domain/result';

/** One row a person, one column a value; person-centred scores on the answers' scale of 1 to 6. */
export interface Individuals {
  valueIds: readonly string[];
  rows: readonly (readonly number[])[];
}

/** Column codes of the survey files, in circumplex order from Self-direction. */
export const VALUE_OF_COLUMN = {
  SD: 'self-direction',
  ST: 'stimulation',
  HE: 'hedonism',
  AC: 'achievement',
  PO: 'power',
  SE: 'security',
  CO: 'conformity',
  TR: 'tradition',
  BE: 'benevolence',
  UN: 'universalism',
} as const;

/** Reads a table of individual scores with the columns id, SD … UN. Errors name the line. */
export function parseIndividuals(csv: string): Result<Individuals> {
  const columns = Object.keys(VALUE_OF_COLUMN);
  const { data } = Papa.parse<string[]>(csv.trim(), { header: false });
  const [header = [], ...lines] = data;
  const places = columns.map((column) => header.indexOf(column));
  const missing = columns.filter((_, at) => places[at] < 0);
  if (missing.length > 0) return fail(`The column ${missing.join(', ')} is missing.`);

  const rows: number[][] = [];
  for (const [at, cells] of lines.entries()) {
    const row = places.map((place) => (cells[place]?.trim() ? Number(cells[place]) : Number.NaN));
    const bad = row.findIndex((score) => !Number.isFinite(score));
    if (bad >= 0)
      return fail(`Line ${at + 2}: ${columns[bad]} is "${cells[places[bad]] ?? ''}", not a number.`);
    rows.push(row);
  }
  if (rows.length <= columns.length)
    return fail(`${rows.length} people are too few for ${columns.length} values.`);
  return ok({ valueIds: Object.values(VALUE_OF_COLUMN), rows });
}
