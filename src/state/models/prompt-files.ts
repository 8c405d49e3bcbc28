import { type Prompts, readPrompts } from '../../pipeline/llm/prompts';

const files = import.meta.glob<string>('../../../prompts/*.md', {
  eager: true,
  query: '?raw',
  import: 'default',
});

/** Every prompt that is sent to a language model, as its file says. */
export const prompts: Prompts = read();

function read(): Prompts {
  const found = readPrompts(files);
  if (!found.ok) throw new Error(found.error);
  return found.value;
}
