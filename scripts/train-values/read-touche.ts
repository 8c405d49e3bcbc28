import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { TOUCHE_VALUES } from '../../src/domain/classifier/value-ids';

export interface Argument {
  readonly id: string;
  readonly conclusion: string;
  readonly premise: string;
  /** One entry for each of TOUCHE_VALUES. */
  readonly labels: readonly boolean[];
}

/**
 * The labelled arguments of one split of a Touché23-ValueEval folder. Fields are split at tabs and nothing else: a quotation
 * mark is a character like any other. Throws an Error with a plain sentence when a file is missing or has other columns.
 */
export function readTouche(folder: string, split: string): Argument[] {
  const table = rows(path.join(folder, `arguments-${split}.tsv`));
  const labelTable = rows(path.join(folder, `labels-${split}.tsv`));
  const columns = TOUCHE_VALUES.map(({ name }) => {
    const column = labelTable[0].indexOf(name);
    if (column < 0) throw new Error(`labels-${split}.tsv has no column “${name}”.`);
    return column;
  });
  const [premise, conclusion] = ['Premise', 'Conclusion'].map((name) => table[0].indexOf(name));
  if (premise < 0 || conclusion < 0)
    throw new Error(`arguments-${split}.tsv lacks the column Premise or Conclusion.`);
  const labels = new Map(
    labelTable.slice(1).map((row) => [row[0], columns.map((column) => row[column] === '1')]),
  );
  return table.slice(1).flatMap((row) => {
    const found = labels.get(row[0]);
    return found
      ? [{ id: row[0], conclusion: row[conclusion].trim(), premise: row[premise].trim(), labels: found }]
      : [];
  });
}

/** The example effects of each of the 54 level-1 values, with the value's own name in front, in the order of the file. */
export function readDescriptions(folder: string): string[] {
  const file = path.join(folder, 'value-categories.json');
  const categories: unknown = JSON.parse(readText(file));
  const texts: string[] = [];
  for (const values of Object.values(asRecord(categories))) {
    for (const [name, effects] of Object.entries(asRecord(values))) {
      if (!Array.isArray(effects)) throw new Error(`${file}: “${name}” is not a list.`);
      texts.push([name, ...effects.map(String)].join(' '));
    }
  }
  return texts;
}

function rows(file: string): string[][] {
  const lines = readText(file).split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line) => line.replace(/\r$/, '').split('\t'));
}

function readText(file: string): string {
  if (!existsSync(file))
    throw new Error(`There is no ${file}: give the folder with the published Touché files.`);
  return readFileSync(file, 'utf8');
}

function asRecord(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error('Expected a JSON object.');
  return Object.fromEntries(Object.entries(value));
}
