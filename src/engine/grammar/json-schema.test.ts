import { expect, it } from 'vitest';
import { z } from 'zod';
import { jsonSchemaOf } from './json-schema';
import { phrase } from './text-styles';

it('says a contract in a JSON schema that leaves bounds on text to zod', () => {
  const schema = z.object({
    concepts: z
      .array(z.object({ concept: phrase(4), value: z.enum(['Power', 'Security']) }))
      .min(1)
      .max(3),
    priority: z.int().min(1).max(5),
    step: z.int().min(0).max(100).multipleOf(50),
    sure: z.boolean(),
    why: phrase(20).optional(),
    name: z.string().min(1).nullable(),
  });
  expect(jsonSchemaOf({ schema })).toEqual({
    type: 'object',
    properties: {
      concepts: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            concept: { type: 'string', description: 'At most 4 plain words' },
            value: { enum: ['Power', 'Security'] },
          },
          required: ['concept', 'value'],
          additionalProperties: false,
        },
        minItems: 1,
        maxItems: 3,
      },
      priority: { type: 'integer', minimum: 1, maximum: 5 },
      step: { enum: [0, 50, 100] },
      sure: { type: 'boolean' },
      why: { type: 'string', description: 'At most 20 plain words' },
      name: { anyOf: [{ type: 'string' }, { enum: [null] }] },
    },
    required: ['concepts', 'priority', 'step', 'sure', 'name'],
    additionalProperties: false,
  });
});

it('gives the same object for the same contract', () => {
  const contract = { schema: z.object({ a: z.boolean() }) };
  expect(jsonSchemaOf(contract)).toBe(jsonSchemaOf(contract));
});

it('refuses what the grammar refuses', () => {
  expect(() => jsonSchemaOf({ schema: z.object({ a: z.string().max(3) }) })).toThrow('a: a string bounded');
});
