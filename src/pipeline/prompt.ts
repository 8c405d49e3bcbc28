import { z } from 'zod';
import { fail, ok, type Result } from '../domain/result';
import { sha256 } from '../domain/sha256';
import { parseFrontMatter, type FrontMatter, type LineError } from './front-matter';

/** The steps of a run that a prompt can serve, and the self-test after loading. */
export const PROMPT_STEPS = [
  'answer',
  'attribution',
  'concepts',
  'response',
  'verification',
  'self-test',
] as const;

const identifier = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'lower-case words joined by hyphens');
const inputName = z.string().regex(/^[a-z][a-zA-Z0-9]*$/, 'a name such as question or targetProfile');

const frontMatterSchema = z.strictObject({
  id: identifier,
  version: z
    .string()
    .regex(/^[1-9][0-9]*$/, 'a whole number from 1')
    .transform(Number),
  step: z.enum(PROMPT_STEPS),
  inputs: z.array(inputName),
  /** Name of the contract that the model's output must fulfil, or `text`. */
  output: identifier,
});

/** One prompt of `prompts/`: what the front matter says, the template, and the template's hash. */
export interface Prompt extends z.infer<typeof frontMatterSchema> {
  /** The body of the file without the white space around it; `{{name}}` stands for the input of that name. */
  readonly template: string;
  /** SHA-256 of `template` in hexadecimal: a run stores it, so that a changed prompt is seen. */
  readonly hash: string;
}

const PLACEHOLDER = /\{\{([^{}]*)\}\}/g;

/**
 * Reads a prompt file. The template's placeholders must be exactly the inputs that the front matter names.
 * Errors name the line of the file, from 1.
 */
export function parsePrompt(source: string): Result<Prompt, LineError> {
  const parts = parseFrontMatter(source);
  if (!parts.ok) return parts;
  const { fields, body, bodyLine } = parts.value;
  const read = frontMatterSchema.safeParse(
    Object.fromEntries(Array.from(fields, ([key, field]) => [key, field.value])),
  );
  if (!read.success) return fail(fieldError(read.error, fields));
  const template = body.trim();
  if (template === '') return fail({ line: bodyLine, reason: 'the template is empty' });
  const mismatch = compareInputs(read.data.inputs, parts.value);
  if (mismatch) return fail(mismatch);
  return ok({ ...read.data, template, hash: sha256(template) });
}

function fieldError(error: z.ZodError, fields: FrontMatter['fields']): LineError {
  const [issue] = error.issues;
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const key = String(unknown ?? issue?.path[0] ?? '');
  const field = fields.get(key);
  const reason = field ? (issue?.message ?? 'not valid') : 'is missing';
  return { line: field?.line ?? 1, reason: `"${key}": ${reason}` };
}

function compareInputs(
  inputs: readonly string[],
  { fields, body, bodyLine }: FrontMatter,
): LineError | undefined {
  const line = fields.get('inputs')?.line ?? 1;
  const twice = inputs.find((name, index) => inputs.indexOf(name) !== index);
  if (twice !== undefined) return { line, reason: `the input "${twice}" is named twice` };
  const used = new Set<string>();
  for (const [index, text] of body.split('\n').entries()) {
    for (const [, name = ''] of text.matchAll(PLACEHOLDER)) {
      if (!inputs.includes(name)) {
        return { line: bodyLine + index, reason: `{{${name}}} is not among the inputs of the front matter` };
      }
      used.add(name);
    }
  }
  const unused = inputs.find((name) => !used.has(name));
  return unused === undefined
    ? undefined
    : { line, reason: `the input "${unused}" is nowhere in the template` };
}

/**
 * The template with each placeholder replaced by its input. Inputs are put in as they are, once: braces inside an
 * input stay text. Fails, naming the inputs, where one is missing or one is not the prompt's.
 */
export function renderPrompt(
  prompt: Prompt,
  inputs: Readonly<Partial<Record<string, string>>>,
): Result<string> {
  const given = new Map(
    Object.entries(inputs).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  const missing = prompt.inputs.filter((name) => !given.has(name));
  const foreign = [...given.keys()].filter((name) => !prompt.inputs.includes(name));
  if (missing.length > 0) return fail(`The prompt ${prompt.id} lacks its input ${missing.join(', ')}.`);
  if (foreign.length > 0) return fail(`The prompt ${prompt.id} has no input ${foreign.join(', ')}.`);
  return ok(prompt.template.replace(PLACEHOLDER, (written, name: string) => given.get(name) ?? written));
}
