import type { DatasetFormat } from './format';
import { toucheFormat } from './touche';

/** Every dataset format the importer knows. A new one is a file in this folder and a line here (docs/datasets.md). */
export const DATASET_FORMATS: readonly DatasetFormat[] = [toucheFormat];
