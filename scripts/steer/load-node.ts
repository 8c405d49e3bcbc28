import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { conceptPhrasesSchema } from '../../src/domain/questions/concept-phrases';
import { questionLibrarySchema } from '../../src/domain/questions/question-library';
import type { Question } from '../../src/domain/questions/question';
import { liftGraph } from '../../src/domain/scm/lift-graph';
import { valueGraphSchema, type ValueGraph } from '../../src/domain/scm/value-graph';
import type { MergeChoice } from '../../src/domain/values/merge-choice';
import { valueSystemSchema, type ValueSystem } from '../../src/domain/values/value-system';
import { BuiltinReasoner } from '../../src/pipeline/builtin/builtin-reasoner';
import { buildResources } from '../../src/pipeline/builtin/build-resources';

const root = path.resolve(import.meta.dirname, '../../static-data');

async function json(...segments: string[]): Promise<unknown> {
  return JSON.parse(await readFile(path.join(root, ...segments), 'utf8'));
}

async function folder(name: string): Promise<unknown[]> {
  const files = (await readdir(path.join(root, name))).filter((file) => file.endsWith('.json')).sort();
  return Promise.all(files.map((file) => json(name, file)));
}

export interface NodeWorld {
  readonly system: ValueSystem;
  readonly graph: ValueGraph;
  readonly reasoner: BuiltinReasoner;
  readonly questions: readonly Question[];
  /** Every sentence of the concept phrases. */
  readonly phraseTexts: ReadonlySet<string>;
}

/** What the app fetches, read from the same files, without a browser. Throws with the reason where a file is broken. */
export async function loadNode(systemId: string, merge: MergeChoice): Promise<NodeWorld> {
  const systems = (await folder('value-systems')).map((file) => valueSystemSchema.parse(file));
  const system = systems.find(({ id }) => id === systemId);
  const fine = systems.find(({ id }) => id === 'touche-20');
  if (!system || !fine)
    throw new Error(
      `There is no value system “${systemId}”. There are: ${systems.map(({ id }) => id).join(', ')}.`,
    );

  const ten = valueGraphSchema.parse(await json('graphs', 'schwartz-10-value-portrait.json'));
  const lifted =
    system.id === ten.valueSystemId ? { ok: true as const, value: ten } : liftGraph(ten, system, merge);
  if (!lifted.ok) throw new Error(lifted.error.message);

  const weights = await readFile(path.join(root, 'classifier', 'values.bin'));
  const bytes = new Uint8Array(weights).buffer;
  const phrases = (await folder('concept-phrases')).map((file) => conceptPhrasesSchema.parse(file));
  const resources = buildResources(fine, phrases, bytes, merge);
  if (!resources.ok) throw new Error(resources.error);
  const questions = (await folder('questions')).flatMap(
    (file) => questionLibrarySchema.parse(file).questions,
  );
  const phraseTexts = new Set(
    phrases.flatMap((file) => file.phrases.flatMap((phrase) => [phrase.for, phrase.against])),
  );
  return {
    system,
    graph: lifted.value,
    reasoner: new BuiltinReasoner(resources.value),
    questions,
    phraseTexts,
  };
}
