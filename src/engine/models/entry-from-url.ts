import checked from '../../../static-data/models/webllm-libraries.json?checked';
import { fail, ok, type Result } from '../../domain/result';
import { CATALOGUE } from './catalogue';
import { decoded } from './decoded';
import type { ModelEntry, WebllmLibraries } from './model-entry';
import { ownEntry } from './own-entry';
import { partNames, readSplitName } from './split-name';

const LIBRARIES: WebllmLibraries = checked;

/** A part file's address can't be longer in practice; a whole page pasted by mistake is. */
const LENGTH_MAX = 2000;
/** More parts than any model has; a name that says more is no name of a part. */
const PARTS_MAX = 99;

/**
 * Makes an entry from what a person typed or pasted: a model's page on Hugging Face, the address of a GGUF file, or of an
 * MLC folder. `library` is the address of the compiled library, for MLC models that web-llm's own list does not have. The
 * reasons are whole sentences that say what to do.
 */
export function entryFromUrl(text: string, library?: string): Result<ModelEntry, string> {
  const typed = text.trim();
  const url = readAddress(/^[\w.-]+\/[\w.-]+$/.test(typed) ? `https://huggingface.co/${typed}` : typed);
  if (!url.ok) return url;
  const entry = isHub(url.value) ? fromHub(url.value, library) : fromHost(url.value, library);
  // What the catalogue has already is taken from there, with its size, its fingerprint and its twin.
  return entry.ok ? ok(sameInCatalogue(entry.value) ?? entry.value) : entry;
}

function readAddress(text: string): Result<URL, string> {
  if (text === '') return fail('Paste the address of a model first.');
  const url = text.length > LENGTH_MAX ? null : parseUrl(text);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    return fail('This is no web address. The address of a model begins with https://.');
  }
  if (url.username !== '' || url.password !== '') {
    return fail('This address contains a name or a password. Take an address that works without.');
  }
  if (url.protocol === 'http:' && !/^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname)) {
    return fail(
      'Browsers let a page load nothing from an address that begins with http://, unless it is on this machine. Ask for an https:// address, or copy the model to a disk and take it in from there.',
    );
  }
  url.hash = '';
  return ok(url);
}

function parseUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

const isHub = ({ hostname }: URL): boolean => /^(www\.)?(huggingface\.co|hf\.co)$/.test(hostname);

function fromHub(url: URL, library: string | undefined): Result<ModelEntry, string> {
  const [owner, repo, view, revision = 'main', ...rest] = url.pathname.split('/').filter(Boolean);
  if (owner === undefined || repo === undefined || ['datasets', 'spaces', 'docs', 'models'].includes(owner)) {
    return fail(
      'This is a page of Hugging Face, but not of a model. A model’s address is huggingface.co/owner/model.',
    );
  }
  const page = `https://huggingface.co/${owner}/${repo}`;
  const branch = view === undefined ? 'main' : revision;
  const root = `${page}/resolve/${branch}/`;
  const file = rest.join('/');
  if (/\.gguf$/i.test(file)) return gguf(new URL(file, root), page);
  if (isLibraryKnown(repo) || /-MLC\b/i.test(repo) || library !== undefined) {
    return mlc(root, repo, page, library);
  }
  return /gguf/i.test(repo)
    ? fail(
        'A GGUF page holds the same model in many sizes. Open “Files and versions” there, and copy the address of one .gguf file (Q4_K_M is a good choice).',
      )
    : fail(
        'This model is in a format that browsers can’t run. Look for the same model as “GGUF” (for the CPU engine), or with a name that ends in “-MLC” (for WebLLM).',
      );
}

function fromHost(url: URL, library: string | undefined): Result<ModelEntry, string> {
  if (/\.gguf$/i.test(url.pathname)) return gguf(url, null);
  if (/\.wasm$/i.test(url.pathname)) {
    return fail(
      'This is the address of a library alone. Give the address of the model’s folder, and the library beside it.',
    );
  }
  if (/\.(safetensors|bin|onnx|pt|pth|zip|tar|gz)$/i.test(url.pathname)) {
    return fail(
      'This kind of file can’t be run in a browser. Give the address of a .gguf file, or of an MLC folder.',
    );
  }
  const path = url.pathname.replace(/[^/]+\.json$/, '');
  const folder = `${url.origin}${path.endsWith('/') ? path : `${path}/`}`;
  const segments = path.split('/').filter(Boolean);
  const resolve = segments.indexOf('resolve');
  const name = segments[(resolve > 0 ? resolve : segments.length) - 1];
  return name === undefined
    ? fail(`${url.host} alone is no model. Give the address of a .gguf file, or of an MLC folder.`)
    : mlc(folder, decoded(name), null, library);
}

function gguf(url: URL, page: string | null): Result<ModelEntry, string> {
  const slash = url.pathname.lastIndexOf('/') + 1;
  const name = decoded(url.pathname.slice(slash));
  const split = readSplitName(name);
  if (split !== null && (split.of > PARTS_MAX || split.part > split.of)) {
    return fail(`The name ${name} says that it is part ${split.part} of ${split.of}, which can’t be.`);
  }
  const names = split === null ? [name] : partNames(split);
  // A query may hold what opens the file (an institution's server); on the hub it never does.
  const query = page === null ? url.search : '';
  const files = names.map((each) => ({
    url: `${url.origin}${url.pathname.slice(0, slash)}${encodeURIComponent(each)}${query}`,
  }));
  return ok(
    ownEntry({
      stem: split?.stem ?? name.replace(/\.gguf$/i, ''),
      origin: url.href,
      engine: 'wllama',
      source: { kind: 'gguf', files },
      page,
      note: `Added from ${url.host}.`,
    }),
  );
}

const isLibraryKnown = (id: string): boolean => LIBRARIES.libraries.some((each) => each.id === id);

function mlc(
  folder: string,
  name: string,
  page: string | null,
  library: string | undefined,
): Result<ModelEntry, string> {
  const known = LIBRARIES.libraries.find(({ id }) => id === name);
  const given = library === undefined || library.trim() === '' ? null : readAddress(library.trim());
  if (given !== null && !given.ok) return given;
  if (given !== null && !given.value.pathname.endsWith('.wasm')) {
    return fail('The library’s address should end in .wasm.');
  }
  const address = given?.value.href ?? (known && LIBRARIES.base + known.file);
  if (address === undefined) {
    return fail(
      `An MLC model needs a library compiled for it, and web-llm ${LIBRARIES.webLlm} knows none for “${name}”. Give the library’s address as well (it ends in .wasm), or take the model as a .gguf file.`,
    );
  }
  return ok(
    ownEntry({
      stem: name,
      origin: folder,
      engine: 'webllm',
      source: { kind: 'mlc', folder, library: address },
      memoryBytes: known ? Math.round(known.memoryMb * 1e6) : null,
      contextLength: known?.contextLength,
      page,
      note: `Added from ${new URL(folder).host}.`,
    }),
  );
}

function sameInCatalogue({ source }: ModelEntry): ModelEntry | undefined {
  return CATALOGUE.models.find((each) => {
    if (source.kind === 'mlc' && each.source.kind === 'mlc') {
      return each.source.folder === source.folder && each.source.library === source.library;
    }
    if (source.kind !== 'gguf' || each.source.kind !== 'gguf') return false;
    const theirs = each.source.files;
    return (
      theirs.length === source.files.length &&
      source.files.every(({ url }, at) => fileOf(url) === fileOf(theirs[at]?.url ?? ''))
    );
  });
}

/** The hub's address of a file without the branch or commit: what the catalogue pins, a person pastes as "main". */
const fileOf = (url: string): string => url.replace(/\/resolve\/(main|[0-9a-f]{40})\//, '/resolve/*/');
