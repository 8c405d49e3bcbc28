import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parsePrompt } from '../src/pipeline/prompt';
import { lineOfPath, readJsonSource } from './source-position';
import { DATA_SHAPES, kindsOf, type Mention } from './static-data-schemas';

/** What is wrong in a shipped file. `file` is relative to the project's root, `line` counts from 1. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
}

interface Place {
  readonly file: string;
  readonly line: number;
}
type Located = Mention & Place;

interface Findings {
  readonly problems: Problem[];
  readonly declared: Located[];
  readonly used: Located[];
}

export const DATA_FOLDER = 'static-data';
export const PROMPT_FOLDER = 'prompts';

/**
 * Checks every file of `static-data/` and `prompts/` below `root`: syntax, shape, unknown fields and files,
 * ids that stand twice, and ids that nothing declares. An empty list means that all is well.
 */
export function validateStaticData(root: string): Problem[] {
  const findings: Findings = { problems: [], declared: [], used: [] };
  for (const file of filesBelow(root, DATA_FOLDER)) checkDataFile(root, file, findings);
  for (const file of filesBelow(root, PROMPT_FOLDER)) checkPromptFile(root, file, findings);
  return [...findings.problems, ...checkIds(findings.declared, findings.used)];
}

/** `file:line: reason`, one problem a line, the form that editors and terminals make clickable. */
export function describeProblems(problems: readonly Problem[]): string {
  return problems.map(({ file, line, reason }) => `${file}:${line}: ${reason}`).join('\n');
}

function filesBelow(root: string, folder: string): string[] {
  const base = path.join(root, folder);
  if (!existsSync(base)) return [];
  return readdirSync(base, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
}

function checkDataFile(root: string, file: string, findings: Findings): void {
  const shape = DATA_SHAPES.find(({ pattern }) => pattern.test(file.slice(DATA_FOLDER.length + 1)));
  if (!shape) {
    findings.problems.push({
      file,
      line: 1,
      reason: 'no schema knows a file of this name (build/static-data-schemas.ts)',
    });
    return;
  }
  if (!shape.schema) return;
  const source = readFileSync(path.join(root, file), 'utf8');
  const { tree, error } = readJsonSource(source);
  if (error) {
    findings.problems.push({ file, ...error });
    return;
  }
  const data: unknown = JSON.parse(source);
  const lineOf = (at: readonly PropertyKey[]): number => lineOfPath(source, tree, at);
  const locate = (mention: Mention): Located => ({ ...mention, file, line: lineOf(mention.path) });
  const read = shape.schema.safeParse(data);
  if (!read.success) {
    for (const { path: at, message } of read.error.issues) {
      findings.problems.push({
        file,
        line: lineOf(at),
        reason: `${at.map(String).join('.') || 'the file'}: ${message}`,
      });
    }
    return;
  }
  for (const at of droppedFields(data, read.data)) {
    findings.problems.push({ file, line: lineOf(at), reason: `${at.map(String).join('.')}: no such field` });
  }
  const { declares, uses } = shape.mentions(data);
  findings.declared.push(...declares.map(locate));
  findings.used.push(...uses.map(locate));
}

/** Paths of the fields that the schema silently dropped: a misspelt optional field would otherwise go unseen. */
function droppedFields(
  written: unknown,
  read: unknown,
  at: readonly PropertyKey[] = [],
): (readonly PropertyKey[])[] {
  if (typeof written !== 'object' || written === null || typeof read !== 'object' || read === null) return [];
  const kept = new Map<string, unknown>(Object.entries(read));
  return Object.entries(written).flatMap(([key, value]) => {
    const here = [...at, Array.isArray(written) ? Number(key) : key];
    return kept.has(key) ? droppedFields(value, kept.get(key), here) : [here];
  });
}

function checkPromptFile(root: string, file: string, findings: Findings): void {
  const [, name] = /^prompts\/([^/]+)\.md$/.exec(file) ?? [];
  if (name === undefined) {
    findings.problems.push({ file, line: 1, reason: 'prompts/ holds Markdown files only, and no folders' });
    return;
  }
  const prompt = parsePrompt(readFileSync(path.join(root, file), 'utf8'));
  if (!prompt.ok) findings.problems.push({ file, ...prompt.error });
  else if (prompt.value.id !== name) {
    findings.problems.push({
      file,
      line: 1,
      reason: `the id "${prompt.value.id}" and the file name must be the same`,
    });
  }
}

function checkIds(declared: readonly Located[], used: readonly Located[]): Problem[] {
  const problems: Problem[] = [];
  const first = new Map<string, Located>();
  const known = new Set<string>();
  const key = (of: string, id: string): string => `${of}\n${id}`;
  for (const mention of declared) {
    const { of, id, file, line } = mention;
    const earlier = first.get(key(of, id));
    if (earlier)
      problems.push({
        file,
        line,
        reason: `${of} "${id}" stands already at ${earlier.file}:${earlier.line}`,
      });
    else first.set(key(of, id), mention);
    for (const kind of kindsOf(mention)) known.add(key(kind, id));
  }
  for (const { of, id, file, line } of used) {
    if (!known.has(key(of, id))) problems.push({ file, line, reason: `no ${of} is called "${id}"` });
  }
  return problems;
}
