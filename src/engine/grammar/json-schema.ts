import type { z } from 'zod';
import { shapeOf, type Shape } from './shape';
import type { TextStyle } from './text-styles';

/** A JSON schema in the words that every engine knows. */
type JsonSchema = { readonly [key: string]: unknown };

const known = new WeakMap<z.core.$ZodType, JsonSchema>();

/**
 * A contract for engines that take a JSON schema and no grammar. Bounds on text are left to zod: engines handle `maxLength`
 * and `pattern` badly or not at all.
 * @throws Error that names the path of what is outside the subset (see `shapeOf`)
 */
export function jsonSchemaOf(contract: { readonly schema: z.core.$ZodType }): JsonSchema {
  const found = known.get(contract.schema);
  if (found) return found;
  const schema = describe(shapeOf(contract.schema));
  known.set(contract.schema, schema);
  return schema;
}

function describe(shape: Shape): JsonSchema {
  switch (shape.kind) {
    case 'object':
      return {
        type: 'object',
        properties: Object.fromEntries(shape.properties.map(({ name, shape }) => [name, describe(shape)])),
        required: shape.properties.filter(({ optional }) => !optional).map(({ name }) => name),
        additionalProperties: false,
      };
    case 'array':
      return { type: 'array', items: describe(shape.item), minItems: shape.min, maxItems: shape.max };
    case 'values':
      return describeValues(shape.values);
    case 'text':
      return { type: 'string', ...inWords(shape.style) };
    case 'either':
      return { anyOf: shape.options.map(describe) };
  }
}

function describeValues(values: readonly unknown[]): JsonSchema {
  if (values.every((value) => typeof value === 'boolean') && values.length === 2) return { type: 'boolean' };
  const numbers = values.filter((value) => typeof value === 'number');
  if (numbers.length === values.length && numbers.every((number, index) => number === numbers[0] + index)) {
    return { type: 'integer', minimum: numbers[0], maximum: numbers[0] + numbers.length - 1 };
  }
  return { enum: values };
}

function inWords(style: TextStyle): { description?: string } {
  if (style.style === 'phrase') return { description: `At most ${style.words} plain words` };
  return {};
}
