import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { parsePrompt, renderPrompt } from '../src/pipeline/prompt';

const PROMPTS = path.resolve(import.meta.dirname, '../prompts');
const GOLDEN = path.resolve(import.meta.dirname, 'golden/prompts');

// A changed prompt changes what runs mean: its golden text shows the change, and its version must rise with it.
it('renders every shipped prompt as its golden text says', async () => {
  for (const file of readdirSync(PROMPTS).filter((name) => name.endsWith('.md'))) {
    const prompt = parsePrompt(readFileSync(path.join(PROMPTS, file), 'utf8'));
    if (!prompt.ok) throw new Error(`${file}:${prompt.error.line}: ${prompt.error.reason}`);
    const { id, version, hash, inputs } = prompt.value;
    const rendered = renderPrompt(
      prompt.value,
      Object.fromEntries(inputs.map((name) => [name, `<${name}>`])),
    );
    if (!rendered.ok) throw new Error(rendered.error);
    const golden = `${id}, version ${version}, ${hash}\n\n${rendered.value}\n`;
    await expect(golden).toMatchFileSnapshot(path.join(GOLDEN, 'shipped', `${id}.txt`));
  }
});
