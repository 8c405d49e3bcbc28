import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { CausalGraph } from '../../src/domain/graph/causal-graph';
import type { ValueGraph } from '../../src/domain/scm/value-graph';
import { type ValueSystem, valueSystemSchema } from '../../src/domain/values/value-system';
import { buildCircle } from './circle';
import { FRAMEWORKS } from './daily-dilemmas-data';
import { buildDailyDilemmas } from './daily-dilemmas';
import { buildPooled } from './pooled';
import { buildTouche } from './touche';

/** A graph of static-data/graphs and how it is made again. */
export interface ShippedFile {
  file: string;
  /** Folders of the published data below its root; all must be there. */
  needs: readonly string[];
  build: (root: string) => CausalGraph | ValueGraph;
}

/** Every shipped graph but the one of the 569 respondents, which estimate-graph.ts makes from their answers. */
export const SHIPPED_FILES: readonly ShippedFile[] = [
  {
    file: 'schwartz-10-pooled.json',
    needs: ['survey'],
    build: (root) => buildPooled(path.join(root, 'survey')),
  },
  { file: 'schwartz-10-circle.json', needs: [], build: () => buildCircle(valueSystem('schwartz-10')) },
  {
    file: 'touche-20-co-occurrence.json',
    needs: ['touche23'],
    build: (root) => buildTouche(path.join(root, 'touche23'), valueSystem('touche-20')),
  },
  ...FRAMEWORKS.map((framework) => ({
    file: `daily-dilemmas-${framework.slug}.json`,
    needs: ['dailydilemmas'],
    build: (root: string) => buildDailyDilemmas(path.join(root, 'dailydilemmas'), framework),
  })),
];

/** The folders that a file needs and that are not there. */
export function missingFolders({ needs }: ShippedFile, root: string): string[] {
  return needs.filter((folder) => !existsSync(path.join(root, folder)));
}

function valueSystem(id: string): ValueSystem {
  const file = path.resolve(import.meta.dirname, `../../static-data/value-systems/${id}.json`);
  return valueSystemSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}
