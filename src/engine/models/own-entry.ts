import { sha256 } from '../../domain/sha256';
import { BUILTIN_ONLY, type Assignment, type Primitive } from '../../domain/runs/primitive';
import type { ModelEntry, ModelSource, Tier } from './model-entry';
import { needsHalfPrecision } from './needs-half-precision';
import { type KnownSettings, thinksByItself } from './thinks';

/** What is known of a model that a person brings; the rest is read off its name. */
export interface OwnModel {
  /** A file's or folder's name, without an ending. */
  readonly stem: string;
  /** Tells apart two models of one name: an address, or names and sizes. */
  readonly origin: string;
  readonly engine: 'webllm' | 'wllama';
  readonly source: ModelSource;
  readonly downloadBytes?: number | null;
  readonly memoryBytes?: number | null;
  readonly contextLength?: number | undefined;
  readonly quantisation?: string | undefined;
  /** Where its settings are at hand. */
  readonly settings?: KnownSettings;
  readonly revision?: string | null;
  /** A page about the model, where its licence stands. */
  readonly page?: string | null;
  readonly note: string;
}

/** Tokens; enough for every prompt of the app, and small enough for any machine. */
const CONTEXT_LENGTH = 4096;

/** What the engine on the CPU takes beside the file: measured with SmolLM2 135M. */
const CPU_OVERHEAD_BYTES = 650e6;

/** An entry for a model that is not in the catalogue. What its name does not tell stays unknown. */
export function ownEntry(model: OwnModel): ModelEntry {
  const { origin, engine, source, downloadBytes = null, revision = null, page = null } = model;
  const stem = model.stem.trim() || 'Model';
  const parameters = parametersOf(stem);
  return {
    id: `own-${slug(stem)}-${sha256(origin).slice(0, 6)}`,
    name: stem,
    engine,
    source,
    tier: tierOf(parameters),
    parameters,
    quantisation: model.quantisation ?? quantisationOf(stem),
    downloadBytes,
    memoryBytes:
      model.memoryBytes ??
      (engine === 'wllama' && downloadBytes !== null ? downloadBytes + CPU_OVERHEAD_BYTES : null),
    needsShaderF16: engine === 'webllm' && needsHalfPrecision(model.quantisation ?? stem),
    contextLength: Math.min(CONTEXT_LENGTH, model.contextLength ?? CONTEXT_LENGTH),
    thinks: thinksByItself(stem, model.settings),
    licence: { name: 'See its publisher', url: page },
    revision,
    note: model.note,
    assignment: assignmentOf(parameters),
    addedBy: 'person',
  };
}

const slug = (stem: string): string =>
  stem
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[-._]+|[-._]+$/g, '')
    .slice(0, 80) || 'model';

/** "1.5B" and "135M" in a name, in millions. */
function parametersOf(name: string): number | null {
  const [, count, unit] = /(?:^|[^A-Za-z0-9.])(\d+(?:\.\d+)?)\s?([BM])(?![A-Za-z])/i.exec(name) ?? [];
  if (count === undefined || unit === undefined) return null;
  const millions = Number(count) * (unit.toUpperCase() === 'B' ? 1000 : 1);
  return millions > 0 ? Math.round(millions) : null;
}

/** "q4f16_1", "Q4_K_M", "IQ3_XS", "BF16" in a name. */
function quantisationOf(name: string): string | null {
  const [, found] =
    /(?:^|[-._ ])(q\df(?:16|32)(?:_\d)?|I?Q\d(?:_[A-Z0-9]+)*|B?F16|F32)(?:$|[-. ])/i.exec(name) ?? [];
  return found ?? null;
}

const tierOf = (parameters: number | null): Tier => {
  if (parameters === null) return 'laptop';
  if (parameters <= 400) return 'phone';
  if (parameters <= 1700) return 'old-laptop';
  return parameters <= 3500 ? 'laptop' : 'strong-gpu';
};

/** As in the catalogue: the smallest write only, the middle ones predict too, the large ones do all but judge. */
function assignmentOf(parameters: number | null): Assignment {
  const served: Primitive[] =
    parameters === null || parameters < 450
      ? ['answer', 'realise']
      : parameters < 2900
        ? ['answer', 'predict', 'realise']
        : ['answer', 'extract', 'attribute', 'predict', 'realise'];
  return { ...BUILTIN_ONLY, ...Object.fromEntries(served.map((primitive) => [primitive, 'llm' as const])) };
}
