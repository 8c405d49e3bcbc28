import { seededRandom } from '../../src/domain/random';
import { ggufFile, type GgufTensor, type GgufValue } from './gguf-file';
import { CHAT_TEMPLATE, tinyVocabulary, type Vocabulary } from './tiny-vocabulary';

const LAYERS = 2;
const WIDTH = 64;
const INNER = 128;
const HEADS = 4;
const KV_HEADS = 2;
const CONTEXT = 8192;

/**
 * Three channels of the width say something of the token that was read last, and no layer writes to them: that there is
 * one, which makes the output weights of that channel a bias (how often each token comes); that a sentence ends after it;
 * and that the answer may end after it. All other weights are chance, but that each word leans to another one as its next.
 */
const CHANNELS = { bias: 0, beforeStop: 1, afterStop: 2 } as const;
const SIGNAL = 4;
/** What a signal is after the last norm, about: the other channels have a mean square near 1 there. */
const SIGNAL_AT_OUTPUT = 3.5;
/** What the signals add to the logit of a full stop and of the end. */
const STOP_LOGIT = 8;
const END_LOGIT = 5;
/** Words of a sentence, about. */
const SENTENCE = 16;
/** How much a word leans to its next one, beside the standard deviation of what chance adds to a token's logit, about. */
const LEANING = 0.5;
const NOISE = 1;
/** What the layers add, as a share of what they would add with even weights: what was read last says more than all before. */
const LAYER_SHARE = 0.4;

export interface TinyGgufOptions {
  /** False: a base model, which nobody can chat with. */
  readonly template: boolean;
  readonly seed: number;
}

/**
 * A language model of two layers with random weights, in the GGUF format. It babbles in English words, ends its sentences
 * and its answers (also where the likeliest token is taken each time), and obeys any grammar: it stands in for a real model wherever what is written does not matter.
 */
export function tinyGguf({ template, seed }: TinyGgufOptions): Buffer {
  const vocabulary = tinyVocabulary();
  const { tokens, merges, types, start, end } = vocabulary;
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
  return ggufFile(metadata, weights(vocabulary, seed));
}

function weights({ tokens, frequencies, words, end }: Vocabulary, seed: number): GgufTensor[] {
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
  /** Nothing is written to the channels of the signals. */
  const sparing = (tensor: GgufTensor): GgufTensor => {
    const columns = tensor.shape[0] ?? 0;
    for (const channel of Object.values(CHANNELS))
      tensor.data.fill(0, channel * columns, (channel + 1) * columns);
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
      sparing(chance(name('attn_output'), WIDTH, WIDTH, LAYER_SHARE * even)),
      ones(name('ffn_norm')),
      chance(name('ffn_gate'), WIDTH, INNER, even),
      chance(name('ffn_up'), WIDTH, INNER, even),
      sparing(chance(name('ffn_down'), INNER, WIDTH, LAYER_SHARE / Math.sqrt(INNER))),
    ];
  });
  const input = chance('token_embd.weight', WIDTH, tokens.length, 0.7);
  const output = chance('output.weight', WIDTH, tokens.length, NOISE / Math.sqrt(WIDTH));
  const signal = (token: number, channel: number, on: boolean): void => {
    input.data[token * WIDTH + channel] = on ? SIGNAL : 0;
  };
  const answer = (token: number, channel: number, logit: number): void => {
    output.data[token * WIDTH + channel] = logit / SIGNAL_AT_OUTPUT;
  };
  const stop = tokens.indexOf('.');
  frequencies.forEach((often, token) => {
    signal(token, CHANNELS.bias, true);
    signal(token, CHANNELS.beforeStop, false);
    signal(token, CHANNELS.afterStop, token === stop);
    answer(token, CHANNELS.bias, Math.log(often));
    answer(token, CHANNELS.beforeStop, token === stop ? STOP_LOGIT : 0);
    answer(token, CHANNELS.afterStop, token === end ? END_LOGIT : 0);
  });
  const chain = shuffled(words, random);
  chain.forEach((word, place) => {
    if (place % SENTENCE === SENTENCE - 1) return signal(word, CHANNELS.beforeStop, true);
    const next = chain[place + 1];
    if (next === undefined) return undefined;
    for (let channel = Object.keys(CHANNELS).length; channel < WIDTH; channel += 1) {
      const at = next * WIDTH + channel;
      output.data[at] = (output.data[at] ?? 0) + LEANING * (input.data[word * WIDTH + channel] ?? 0);
    }
  });
  return [input, ...layers.flat(), ones('output_norm.weight'), output];
}

function shuffled(items: readonly number[], random: () => number): number[] {
  return items
    .map((item) => ({ item, order: random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ item }) => item);
}
