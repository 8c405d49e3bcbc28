import type { Assignment } from '../../domain/runs/primitive';
import { fail, ok, type Result } from '../../domain/result';
import { isLoopback } from '../../engine/endpoint/loopback';
import type { ModelEntry } from '../../engine/models/model-entry';

/** Nothing is known of the model behind a server: it writes, and the built-in reasoner judges, until a self-test says better. */
const WRITES_ONLY: Assignment = {
  answer: 'llm',
  extract: 'builtin',
  attribute: 'builtin',
  predict: 'llm',
  realise: 'llm',
  judge: 'builtin',
};

const COMMON = {
  tier: 'laptop',
  parameters: null,
  quantisation: null,
  downloadBytes: null,
  memoryBytes: null,
  needsShaderF16: false,
  contextLength: 4096,
  thinks: false,
  revision: null,
  assignment: WRITES_ONLY,
  addedBy: 'person',
} as const satisfies Partial<ModelEntry>;

/** An OpenAI-compatible server on this machine, as a person types it: "localhost:11434" is enough. */
export function serverEntry(address: string, model: string): Result<ModelEntry> {
  const typed = address.trim();
  const name = model.trim();
  if (typed === '') return fail('Type the address of the server, for instance http://localhost:11434.');
  const url = parse(/^[a-z]+:\/\//i.test(typed) ? typed : `http://${typed}`);
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:'))
    return fail(
      `“${typed}” is no address of a server. Ollama’s is http://localhost:11434, LM Studio’s http://localhost:1234.`,
    );
  if (url.username !== '' || url.password !== '')
    return fail('The address holds a name or a password. Steerboard keeps neither: leave it out.');
  if (!isLoopback(url.href))
    return fail(
      `“${url.hostname}” is another machine. Steerboard sends questions to a server on this machine only: localhost or 127.0.0.1.`,
    );
  if (name === '') return fail('Type the model’s name as the server knows it, for instance llama3.2:3b.');
  const base = `${url.origin}${url.pathname.replace(/\/+$/, '').replace(/\/v1$/, '')}/`;
  return ok({
    ...COMMON,
    id: `server-${idPart(`${url.host}-${name}`)}`,
    name,
    engine: 'endpoint',
    source: { kind: 'endpoint', base, model: name },
    licence: { name: 'as the server’s model has it', url: null },
    note: `A server on this machine (${url.host}). Questions and answers go there.`,
  });
}

/** The model that the browser brings along. */
export const BROWSER_MODEL: ModelEntry = {
  ...COMMON,
  id: 'browser-model',
  name: 'The browser’s own model',
  engine: 'prompt-api',
  source: { kind: 'prompt-api' },
  licence: { name: 'as the browser has it', url: null },
  note: 'Comes with the browser and changes with it: runs are marked “not reproducible”.',
};

function parse(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

function idPart(text: string): string {
  return text.replace(/[^A-Za-z0-9._-]+/g, '-').slice(0, 80);
}
