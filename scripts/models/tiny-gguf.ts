import { seededRandom } from '../../src/domain/random';
import { ggufFile, type GgufTensor, type GgufValue } from './gguf-file';
import { CHAT_TEMPLATE, tinyVocabulary } from './tiny-vocabulary';

const LAYERS = 2;
const WIDTH = 64;
const INNER = 128;
const HEADS = 4;
const KV_HEADS = 2;
const CONTEXT = 8192;

/**
 * One channel of the width says the same of every token, and no layer writes to it. The output weights of that channel
 * are therefore a bias: how often each token comes. All other weights are chance.
 */
const BIAS_CHANNEL = 0;
const BIAS_INPUT = 4;
/** The channel's value after the last norm, about: the other channels have a mean square near 1 there. */
const BIAS_AT_OUTPUT = 3.5;
/** Standard deviation of what the other channels add to a token's logit, about. */
const NOISE = 1;

export interface TinyGgufOptions {
  /** False: a base model, which nobody can chat with. */
  readonly template: boolean;
  readonly seed: number;
}

/**
 * A language model of two layers with random weights, in the GGUF format. It babbles in English words, ends its sentences
 * and its answers, and obeys any grammar: it stands in for a real model wherever what is written does not matter.
 */
export function tinyGguf({ template, seed }: TinyGgufOptions): Buffer {
  const vocabulary = tinyVocabulary();
  const { tokens, merges, types, frequencies, start, end } = vocabulary;
  const metadata: Record<string, GgufValue> = {
    'general.architecture': { type: 'string', value: 'llama' },
    'general.name': { type: 'string', value: template ? 'Steerboard tiny' : 'Steerboard tiny base' },
    'general.file_type': { type: 'u32', value: 0 },
    'llama.context_length': { type: 'u32', value: CONTEXT },
    'llama.embedding_length': { type: 'u32', value: WIDTH },
    'llama.block_count': { type: 'u32', value: LAYERS },
    'llama.feed_forward_length': { type: 'u32', value: INNER },
    'llama.attention.head_count': { type: 'u32', value: HEADS },
    'llama.attention.head_count_kv': { type: 'u32', value: KV_HEADS },
    'llama.attention.layer_norm_rms_epsilon': { type: 'f32', value: 1e-5 },
    'llama.rope.dimension_count': { type: 'u32', value: WIDTH / HEADS },
    'llama.vocab_size': { type: 'u32', value: tokens.length },
    'tokenizer.ggml.model': { type: 'string', value: 'gpt2' },
    'tokenizer.ggml.pre': { type: 'string', value: 'gpt-2' },
    'tokenizer.ggml.tokens': { type: 'strings', value: tokens },
    'tokenizer.ggml.token_type': { type: 'i32s', value: types },
    'tokenizer.ggml.merges': { type: 'strings', value: merges },
    'tokenizer.ggml.bos_token_id': { type: 'u32', value: start },
    'tokenizer.ggml.eos_token_id': { type: 'u32', value: end },
    'tokenizer.ggml.add_bos_token': { type: 'bool', value: false },
    ...(template ? { 'tokenizer.chat_template': { type: 'string' as const, value: CHAT_TEMPLATE } } : {}),
  };
  return ggufFile(metadata, weights(frequencies, seed));
}

function weights(frequencies: readonly number[], seed: number): GgufTensor[] {
  const random = seededRandom(seed);
  const chance = (name: string, columns: number, rows: number, deviation: number): GgufTensor => {
    // Uniform between ±√3 deviations has the deviation that is asked for.
    const reach = Math.sqrt(3) * deviation;
    const data = Float32Array.from({ length: columns * rows }, () => (2 * random() - 1) * reach);
    return { name, shape: [columns, rows], data };
  };
  const ones = (name: string): GgufTensor => ({
    name,
    shape: [WIDTH],
    data: new Float32Array(WIDTH).fill(1),
  });
  /** Nothing is written to the channel of the bias. */
  const sparing = (tensor: GgufTensor): GgufTensor => {
    const columns = tensor.shape[0] ?? 0;
    tensor.data.fill(0, BIAS_CHANNEL * columns, (BIAS_CHANNEL + 1) * columns);
    return tensor;
  };
  const kvWidth = (WIDTH / HEADS) * KV_HEADS;
  const layers = Array.from({ length: LAYERS }, (_, layer) => {
    const name = (part: string): string => `blk.${layer}.${part}.weight`;
    const even = 1 / Math.sqrt(WIDTH);
    return [
      ones(name('attn_norm')),
      chance(name('attn_q'), WIDTH, WIDTH, even),
      chance(name('attn_k'), WIDTH, kvWidth, even),
      chance(name('attn_v'), WIDTH, kvWidth, even),
      sparing(chance(name('attn_output'), WIDTH, WIDTH, even)),
      ones(name('ffn_norm')),
      chance(name('ffn_gate'), WIDTH, INNER, even),
      chance(name('ffn_up'), WIDTH, INNER, even),
      sparing(chance(name('ffn_down'), INNER, WIDTH, 1 / Math.sqrt(INNER))),
    ];
  });
  const input = chance('token_embd.weight', WIDTH, frequencies.length, 0.7);
  const output = chance('output.weight', WIDTH, frequencies.length, NOISE / Math.sqrt(WIDTH));
  frequencies.forEach((often, token) => {
    input.data[token * WIDTH + BIAS_CHANNEL] = BIAS_INPUT;
    output.data[token * WIDTH + BIAS_CHANNEL] = Math.log(often) / BIAS_AT_OUTPUT;
  });
  return [input, ...layers.flat(), ones('output_norm.weight'), output];
}
