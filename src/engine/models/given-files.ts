import { GGUF_FILE_BYTES_MAX } from './fits';
import type { ModelEntry } from './model-entry';
import { ownEntry } from './own-entry';
import { partNames, readSplitName } from './split-name';
import { CONFIG_NAME, type MlcFiles, RECORDS_NAMES, chatConfigSchema, readMlcFiles } from './store/mlc-files';
import { FAILURES } from './store/store-failures';
import { HEAD_BYTES, wrongContent } from './store/wrong-content';

/** A file that a person gave, with its path below the folder that they chose, if they chose one. */
export interface GivenFile {
  readonly path: string;
  readonly file: Blob;
}

/** Files that make up one model, recognised and complete. */
export type GivenModel =
  | { readonly format: 'gguf'; readonly entry: ModelEntry; readonly parts: readonly GivenFile[] }
  | {
      readonly format: 'mlc';
      readonly entry: ModelEntry;
      readonly lists: MlcFiles;
      /** By the names that the folder itself uses. */
      readonly byName: ReadonlyMap<string, Blob>;
      readonly library: GivenFile;
    };

/** Recognises what a person gave; throws an EngineFailure that says what is missing, or that it is no model. */
export async function readGivenFiles(given: readonly GivenFile[]): Promise<GivenModel> {
  const files = given.filter(({ path }) => !baseName(path).startsWith('.'));
  if (files.length === 0) throw FAILURES.notAModel('No files were given.');
  const ggufs = files.filter(({ path }) => /\.gguf$/i.test(path));
  if (ggufs.length > 0) return readGguf(ggufs);
  const config = files.find(({ path }) => baseName(path) === CONFIG_NAME);
  if (config !== undefined) return readMlc(files, config);
  throw FAILURES.notAModel(
    `These files are no model that the app can run. It takes a .gguf file (or all parts of one), or the whole folder of an MLC model with ${CONFIG_NAME} in it and its library (.wasm).`,
  );
}

const baseName = (path: string): string => path.split('/').at(-1) ?? path;

async function readGguf(ggufs: readonly GivenFile[]): Promise<GivenModel> {
  const names = ggufs.map(({ path }) => baseName(path));
  const [first = ''] = names;
  const split = readSplitName(first);
  const wanted = split === null ? [first] : partNames(split);
  if (names.some((name) => !wanted.includes(name))) {
    throw FAILURES.notAModel('These are files of more than one model. Give one model at a time.');
  }
  const lacking = wanted.filter((name) => !names.includes(name));
  if (lacking.length > 0) throw FAILURES.notAModel(`Parts of this model are missing: ${lacking.join(', ')}.`);
  const parts = wanted.flatMap((name) => ggufs.filter(({ path }) => baseName(path) === name).slice(0, 1));
  for (const { path, file } of parts) {
    await look(baseName(path), file, 'gguf');
    if (file.size > GGUF_FILE_BYTES_MAX) throw FAILURES.tooLarge(baseName(path), file.size);
  }
  const bytes = parts.reduce((sum, { file }) => sum + file.size, 0);
  const entry = ownEntry({
    stem: split?.stem ?? first.replace(/\.gguf$/i, ''),
    origin: parts.map(({ path, file }) => `${baseName(path)} ${file.size}`).join('\n'),
    engine: 'wllama',
    source: { kind: 'disk', format: 'gguf', names: wanted },
    downloadBytes: bytes,
    note: 'Added from a file on this device.',
  });
  return { format: 'gguf', entry, parts };
}

async function readMlc(files: readonly GivenFile[], config: GivenFile): Promise<GivenModel> {
  const folder = config.path.slice(0, config.path.length - CONFIG_NAME.length);
  const byName = new Map(
    files.flatMap(({ path, file }) =>
      path.startsWith(folder) ? [[path.slice(folder.length), file] as const] : [],
    ),
  );
  const records = RECORDS_NAMES.flatMap((name) => byName.get(name) ?? [])[0];
  if (records === undefined)
    throw FAILURES.notAModel(`The folder lacks ${RECORDS_NAMES[0]}, the list of its weights.`);
  const settings = await config.file.text();
  const lists = readMlcFiles(settings, await records.text());
  const lacking = [lists.tokenizer, ...lists.shards.map(({ name }) => name)].filter(
    (name) => !byName.has(name),
  );
  if (lacking.length > 0) {
    throw FAILURES.notAModel(
      `The folder is not complete. It lacks ${lacking.slice(0, 3).join(', ')}${lacking.length > 3 ? ` and ${lacking.length - 3} more files` : ''}.`,
    );
  }
  for (const { name, bytes } of lists.shards) {
    const size = byName.get(name)?.size ?? 0;
    if (size !== bytes) throw FAILURES.wrongSize(name, size, bytes);
  }
  const [library, ...others] = files.filter(({ path }) => /\.wasm$/i.test(path));
  if (library === undefined || others.length > 0) {
    throw FAILURES.notAModel(
      library === undefined
        ? 'The library is missing: a file that ends in .wasm, compiled for this model. Put it into the folder, or choose it together with the other files.'
        : 'There is more than one library (.wasm) among these files. Leave only the one that belongs to this model.',
    );
  }
  await look(baseName(library.path), library.file, 'library');
  return {
    format: 'mlc',
    entry: mlcEntry(settings, folder, lists, library, byName),
    lists,
    byName,
    library,
  };
}

function mlcEntry(
  settings: string,
  folder: string,
  lists: MlcFiles,
  library: GivenFile,
  byName: ReadonlyMap<string, Blob>,
): ModelEntry {
  const config = chatConfigSchema.parse(JSON.parse(settings));
  const weights = lists.shards.reduce((sum, { bytes }) => sum + bytes, 0);
  // A folder's own name tells most; files chosen one by one have none, and then the library's tells it.
  const stem =
    folder
      .split('/')
      .filter((each) => each !== '' && !/^(resolve|main|local|[0-9a-f]{40})$/.test(each))
      .at(-1) ?? baseName(library.path).replace(/(_cs\d+k?)?(-webgpu)?\.wasm$/i, '');
  return ownEntry({
    stem,
    origin: [baseName(library.path), weights, ...lists.shards.map(({ name }) => name)].join('\n'),
    engine: 'webllm',
    source: {
      kind: 'disk',
      format: 'mlc',
      names: [
        CONFIG_NAME,
        RECORDS_NAMES[0],
        baseName(library.path),
        lists.tokenizer,
        ...lists.shards.map(({ name }) => name),
      ],
    },
    downloadBytes: weights + library.file.size + (byName.get(lists.tokenizer)?.size ?? 0),
    contextLength:
      config.context_window_size !== undefined && config.context_window_size > 0
        ? config.context_window_size
        : undefined,
    quantisation: config.quantization,
    settings: { modelType: config.model_type, text: settings },
    note: 'Added from a folder on this device.',
  });
}

async function look(name: string, file: Blob, content: 'gguf' | 'library'): Promise<void> {
  const is = wrongContent(new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer()), content);
  if (is !== null) throw FAILURES.notAModel(`${name} is ${is}.`);
}
