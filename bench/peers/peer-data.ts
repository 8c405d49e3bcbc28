import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { columnOf, type DataMatrix } from '../../src/domain/discovery/data-matrix';
import { isArrow, type Pdag } from '../../src/domain/discovery/pdag';
import { readNumberTable } from '../../src/domain/discovery/read-number-table';
import { normal, randomDag, simulateLinear, uniform } from '../../src/domain/discovery/simulate';
import { seededRandom } from '../../src/domain/random';

/** Arrows by position, and what the counterfactual sets. */
export interface CounterfactualTask {
  arrows: [number, number][];
  set: Record<number, number>;
}

export interface PeerData {
  gaussian: DataMatrix;
  uniform: DataMatrix;
  moderate: DataMatrix;
  counterfactual: { data: DataMatrix; task: CounterfactualTask };
  /** The 569 respondents, or undefined where the published data is not beside the checkout. */
  survey: DataMatrix | undefined;
}

const SURVEY = path.resolve(
  import.meta.dirname,
  '../../../shared/data/survey/valueportrait_pvq21_individuals.csv',
);

/** Seeded data for both sides; written to `folder` with all digits, so that both read the same numbers. */
export function makePeerData(folder: string, seed: number): PeerData {
  mkdirSync(folder, { recursive: true });
  const random = seededRandom(seed);
  const graph = (size: number, edgesAVariable: number): Pdag =>
    randomDag(size, (2 * edgesAVariable) / (size - 1), random);
  const counterfactualDag = graph(20, 3);
  const data: PeerData = {
    gaussian: simulateLinear(graph(20, 1.5), 5000, random, normal),
    uniform: simulateLinear(graph(20, 1.5), 5000, random, uniform),
    moderate: simulateLinear(graph(12, 1.5), 2000, random, normal),
    counterfactual: {
      data: simulateLinear(counterfactualDag, 500, random, normal),
      task: { arrows: arrowsOf(counterfactualDag), set: { 0: 2, 5: -1, 10: 0.5 } },
    },
    survey: existsSync(SURVEY) ? readSurvey(readFileSync(SURVEY, 'utf8')) : undefined,
  };
  for (const name of ['gaussian', 'uniform', 'moderate', 'survey'] as const) {
    const table = data[name];
    if (table) writeFileSync(path.join(folder, `${name}.csv`), toCsv(table));
  }
  writeFileSync(path.join(folder, 'counterfactual.csv'), toCsv(data.counterfactual.data));
  writeFileSync(path.join(folder, 'counterfactual.json'), JSON.stringify(data.counterfactual.task));
  return data;
}

function readSurvey(csv: string): DataMatrix {
  const result = readNumberTable(csv);
  if (!result.ok) throw new Error(result.error.message);
  return result.value.data;
}

function arrowsOf(dag: Pdag): [number, number][] {
  const arrows: [number, number][] = [];
  for (let i = 0; i < dag.size; i++)
    for (let j = 0; j < dag.size; j++) if (isArrow(dag, i, j)) arrows.push([i, j]);
  return arrows;
}

function toCsv(data: DataMatrix): string {
  const columns = data.columns.map((_, at) => columnOf(data, at));
  const lines = [data.columns.join(',')];
  for (let r = 0; r < data.rows; r++) lines.push(columns.map((column) => column[r]).join(','));
  return `${lines.join('\n')}\n`;
}
