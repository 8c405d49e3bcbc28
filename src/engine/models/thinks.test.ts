import { describe, expect, it } from 'vitest';
import { CATALOGUE } from './catalogue';
import { thinksByItself } from './thinks';

describe('thinksByItself', () => {
  it.each([
    ['Qwen3-8B-Q4_K_M', true],
    ['Qwen_Qwen3-0.6B', true],
    ['Qwen3-4B-Thinking-2507', true],
    ['QwQ-32B-Q4_K_M', true],
    ['DeepSeek-R1-Distill-Qwen-1.5B', true],
    ['SmolLM3-3B-Q4_K_M', true],
    ['Phi-4-mini-reasoning', true],
    ['Qwen3-4B-Instruct-2507-Q4_K_M', false],
    ['Qwen3-30B-A3B-Instruct-2507', false],
    ['Qwen3-Coder-30B-A3B-Instruct', false],
    ['Qwen2.5-7B-Instruct', false],
    ['SmolLM2-1.7B-Instruct', false],
    ['Llama-3.2-1B-Instruct-q4f16_1-MLC', false],
  ])('says of the name %s: %s', (name, thinks) => {
    expect(thinksByItself(name)).toBe(thinks);
  });

  it.each([
    ['my-model', 'qwen3', '{}', true],
    ['my-model', 'qwen3_moe', '{}', true],
    ['my-model', 'llama', '{"conv_template": {"seps": ["<think>"]}}', true],
    ['my-model', 'llama', '{}', false],
    ['my-model', undefined, '{}', false],
    ['Qwen3-4B-Instruct-2507-q4f16_1-MLC', 'qwen3', '{}', false],
    ['DeepSeek-R1-Distill-Llama-8B-q4f16_1-MLC', 'llama', '{}', true],
  ])('says of %s with settings of type %s and %s: %s', (name, modelType, text, thinks) => {
    expect(thinksByItself(name, { modelType, text })).toBe(thinks);
  });

  it('agrees with the catalogue', () => {
    for (const { id, thinks } of CATALOGUE.models) expect([id, thinksByItself(id)]).toEqual([id, thinks]);
  });
});
