import Papa from 'papaparse';
import { z } from 'zod';
import { removeCentringFloor } from '../../src/domain/scm/centring-floor';
import { cholesky, inverse } from '../../src/domain/scm/linear-algebra';

/** A published matrix between the ten values in circumplex order, as plain and as partial correlations. */
export interface Sample {
  name: string;
  /** As published (centred, the floor still in it). */
  plain: number[][];
  /** Given the eight other values, after the floor was removed. */
  partial: number[][];
}

const matrixFile = z.union([
  z.object({ corr: z.array(z.array(z.number())), sd: z.array(z.number()) }),
  z.object({ corr_mean_of_3: z.array(z.array(z.number())) }),
]);

/** A correlation file of the survey folder: `{corr, sd}`, or `{corr_mean_of_3}`, whose variances are taken as equal. */
export function sampleFromJson(name: string, text: string): Sample {
  const file = matrixFile.parse(JSON.parse(text));
  if ('corr' in file) return sampleOf(name, file.corr, file.sd);
  return sampleOf(name, file.corr_mean_of_3, new Array<number>(file.corr_mean_of_3.length).fill(1));
}

/** A correlation table with the columns value, mean, sd and one column for each value. */
export function sampleFromCsv(name: string, text: string): Sample {
  const { data } = Papa.parse<string[]>(text.trim(), { header: false });
  const rows = data.slice(1).map((cells) => cells.slice(1).map(Number));
  const plain = rows.map((row) => row.slice(2));
  return sampleOf(name, plain, z.array(z.number()).parse(rows.map((row) => row[1])));
}

function sampleOf(name: string, plain: number[][], sd: readonly number[]): Sample {
  const { covariance } = removeCentringFloor(plain.map((row, i) => row.map((r, j) => r * sd[i] * sd[j])));
  const size = plain.length;
  const factor = cholesky(Float64Array.from(covariance.flat()), size);
  if (!factor.ok)
    throw new Error(`${name}: the matrix is singular at value ${factor.at} even without the floor.`);
  const precision = inverse(factor);
  const partial = plain.map((row, i) =>
    row.map(
      (_, j) => -precision[i * size + j] / Math.sqrt(precision[i * size + i] * precision[j * size + j]),
    ),
  );
  return { name, plain, partial };
}

/** Degrees on the idealised circle of nine equal wedges, Conformity and Tradition sharing one (Schwartz 1992). */
const ANGLES = [0, 40, 80, 120, 160, 200, 240, 240, 280, 320];

/** The angle between two values on that circle, 0 to 180 degrees. Worked: Self-direction (0°) and Universalism (320°) have 40. */
export function circleAngle(a: number, b: number): number {
  const turn = Math.abs(ANGLES[a] - ANGLES[b]);
  return Math.min(turn, 360 - turn);
}

/** What the circle of motivations expects of two values: the cosine of the angle between them, −1 (opposed) to 1. */
export function circleExpects(a: number, b: number): number {
  return Math.cos((circleAngle(a, b) * Math.PI) / 180);
}
