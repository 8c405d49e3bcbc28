import { fail, ok, type Result } from '../../domain/result';
import type { PromptUsed } from '../../domain/runs/step-event';
import { parsePrompt, renderPrompt, type Prompt } from '../prompt';

/** Every prompt that the pipeline sends, one file each in `prompts/`. */
export const PROMPT_IDS = [
  'answer',
  'answer-short',
  'advised-option',
  'relevance',
  'value-relevance',
  'extract-concepts',
  'locate-concepts',
  'attribute',
  'predict-concepts',
  'choose-phrase',
  'realise',
  'realise-short',
  'judge-relevance',
  'judge-value-relevance',
  'judge',
  'judge-sentence',
  'self-test-judge',
  'self-test-json',
  'self-test-label',
  'self-test-text',
] as const;
export type PromptId = (typeof PROMPT_IDS)[number];

/** All prompts of the pipeline. */
export interface Prompts {
  readonly of: (id: PromptId) => Prompt;
}

/**
 * The prompts from the texts of their files, under any name: in the app from
 * `import.meta.glob('…/prompts/*.md', { query: '?raw', import: 'default', eager: true })`, in Node from the disk.
 * Refuses a file that can't be read, and names the prompts that are missing.
 */
export function readPrompts(files: Readonly<Record<string, string>>): Result<Prompts> {
  const read = new Map<string, Prompt>();
  for (const [name, source] of Object.entries(files)) {
    const prompt = parsePrompt(source);
    if (!prompt.ok) return fail(`${name}, line ${prompt.error.line}: ${prompt.error.reason}.`);
    read.set(prompt.value.id, prompt.value);
  }
  const missing = PROMPT_IDS.filter((id) => !read.has(id));
  if (missing.length > 0) return fail(`Prompts are missing: ${missing.join(', ')}.`);
  return ok({
    of: (id) => {
      const prompt = read.get(id);
      if (!prompt) throw new Error(`The prompt ${id} is missing.`);
      return prompt;
    },
  });
}

/** The prompt with its inputs. Throws where they are not the prompt's: a fault of this program. */
export function fill(prompt: Prompt, inputs: Readonly<Record<string, string>>): string {
  const rendered = renderPrompt(prompt, inputs);
  if (!rendered.ok) throw new Error(rendered.error);
  return rendered.value;
}

export const promptUsed = ({ id, version, hash }: Prompt): PromptUsed => ({ id, version, hash });
