import { createHash } from 'node:crypto';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { parsePrompt, renderPrompt, type Prompt } from './prompt';

const GOLDEN = path.resolve(import.meta.dirname, '../../tests/golden/prompts');

const FRONT = [
  'id: weigh-options',
  'version: 3',
  'step: concepts',
  'inputs: [question, values]',
  'output: text',
];
const BODY = `Weigh the options of this question.

Question: {{question}}
Values, one a line:
{{values}}

Say which option serves {{values}} best, and why.`;
const file = (front: readonly string[], body = BODY): string => `---\n${front.join('\n')}\n---\n\n${body}\n`;

function parsed(source: string): Prompt {
  const prompt = parsePrompt(source);
  if (!prompt.ok) throw new Error(`line ${prompt.error.line}: ${prompt.error.reason}`);
  return prompt.value;
}
const error = (source: string): unknown => {
  const prompt = parsePrompt(source);
  return prompt.ok ? undefined : prompt.error;
};
/** The front matter with the line of this key replaced, or left out. */
const withLine = (key: string, line?: string): string[] =>
  FRONT.flatMap((text) => (text.startsWith(`${key}:`) ? (line === undefined ? [] : [line]) : [text]));

describe('parsePrompt', () => {
  it('reads front matter and template', () => {
    expect(parsed(file(FRONT))).toEqual({
      id: 'weigh-options',
      version: 3,
      step: 'concepts',
      inputs: ['question', 'values'],
      output: 'text',
      template: BODY,
      hash: createHash('sha256').update(BODY).digest('hex'),
    });
  });

  it('reads the same whatever ends the lines', () => {
    expect(parsed(file(FRONT).replaceAll('\n', '\r\n'))).toEqual(parsed(file(FRONT)));
    expect(parsed(`\uFEFF${file(FRONT)}`)).toEqual(parsed(file(FRONT)));
  });

  it('reads front matter as YAML does', () => {
    const { id, step, inputs, output } = parsed(file(FRONT));
    expect(parseYaml(FRONT.join('\n'))).toEqual({ id, version: 3, step, inputs, output });
  });

  it.each([
    [
      'no front matter',
      'Hello',
      { line: 1, reason: 'the file must begin with a line of three hyphens (---)' },
    ],
    [
      'front matter without an end',
      `---\n${FRONT.join('\n')}\n`,
      { line: 1, reason: 'the front matter is never closed with a line of three hyphens (---)' },
    ],
    ['a missing field', file(withLine('step')), { line: 1, reason: '"step": is missing' }],
    [
      'a field too many',
      file([...FRONT, 'author: me']),
      { line: 7, reason: '"author": Unrecognized key: "author"' },
    ],
    ['a field twice', file([...FRONT, 'id: other']), { line: 7, reason: '"id" stands twice' }],
    [
      'a line that is no field',
      file([...FRONT, 'so it is']),
      { line: 7, reason: '"so it is" is not "key: value"' },
    ],
    [
      'a version below 1',
      file(withLine('version', 'version: 0')),
      { line: 3, reason: '"version": a whole number from 1' },
    ],
    [
      'a quoted text',
      file(withLine('output', 'output: "text"')),
      { line: 6, reason: 'the value of "output" must be plain text, or a list such as [question, answer]' },
    ],
    [
      'an unused input',
      file(withLine('inputs', 'inputs: [question, values, answer]')),
      { line: 5, reason: 'the input "answer" is nowhere in the template' },
    ],
    [
      'an input named twice',
      file(withLine('inputs', 'inputs: [question, values, values]')),
      { line: 5, reason: 'the input "values" is named twice' },
    ],
    [
      'an unknown placeholder',
      file(FRONT, `${BODY}\n{{answr}}`),
      { line: 16, reason: '{{answr}} is not among the inputs of the front matter' },
    ],
    ['an empty template', file(FRONT, ' '), { line: 8, reason: 'the template is empty' }],
  ])('refuses %s and names the line', (_, source, expected) => {
    expect(error(source)).toEqual(expected);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('---', ...FRONT, '{{question}}', '{{', 'inputs:', '[', '')),
        (lines) => {
          parsePrompt(lines.join('\n'));
        },
      ),
    );
  });
});

describe('renderPrompt', () => {
  const prompt = parsed(file(FRONT));

  it('gives the golden text', async () => {
    const rendered = renderPrompt(prompt, { question: 'Stay or go?', values: 'calm 5\nzest 2' });
    expect(rendered.ok).toBe(true);
    await expect(rendered.ok ? `${rendered.value}\n` : '').toMatchFileSnapshot(
      path.join(GOLDEN, 'weigh-options.txt'),
    );
  });

  it('puts inputs in as they are: no second replacement, no meaning of $', async () => {
    const rendered = renderPrompt(prompt, { question: '{{values}} $& $1', values: '<b>{{question}}</b>' });
    expect(rendered.ok).toBe(true);
    await expect(rendered.ok ? `${rendered.value}\n` : '').toMatchFileSnapshot(
      path.join(GOLDEN, 'braces-in-inputs.txt'),
    );
  });

  it('names the inputs that are missing or not the prompt’s', () => {
    expect(renderPrompt(prompt, { question: 'q' })).toEqual({
      ok: false,
      error: 'The prompt weigh-options lacks its input values.',
    });
    expect(renderPrompt(prompt, { question: 'q', values: 'v', other: 'o' })).toEqual({
      ok: false,
      error: 'The prompt weigh-options has no input other.',
    });
  });

  it('keeps every input whole', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (question, values) => {
        const rendered = renderPrompt(prompt, { question, values });
        expect(rendered).toEqual({
          ok: true,
          value: BODY.split('{{question}}')
            .map((part) => part.split('{{values}}').join(values))
            .join(question),
        });
      }),
    );
  });
});
