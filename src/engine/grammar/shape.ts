import { z } from 'zod';
import { textStyles, type TextStyle } from './text-styles';

/** What a contract asks for, without zod: the subset that every engine's constraint can hold a small model to. */
export type Shape =
  | { readonly kind: 'object'; readonly properties: readonly Property[] }
  | { readonly kind: 'array'; readonly item: Shape; readonly min: number; readonly max: number }
  /** One of a few fixed values; booleans and whole numbers in a small range come as this too. */
  | { readonly kind: 'values'; readonly values: readonly JsonValue[] }
  | { readonly kind: 'text'; readonly style: TextStyle }
  | { readonly kind: 'either'; readonly options: readonly Shape[] };

export interface Property {
  readonly name: string;
  readonly shape: Shape;
  readonly optional: boolean;
}

type JsonValue = string | number | boolean | null;

/** A grammar lists whole numbers one by one. */
const MOST_NUMBERS = 201;
/** Items of an array are nested in the grammar. */
const MOST_ITEMS = 64;

/** @throws Error that names the path of what no grammar can hold cheaply, and says what to write instead. */
export function shapeOf(schema: z.core.$ZodType, path = '(root)'): Shape {
  if (schema instanceof z.ZodObject) return objectShape(schema, path);
  if (schema instanceof z.ZodArray) return arrayShape(schema, path);
  if (schema instanceof z.ZodString) return { kind: 'text', style: textStyle(schema, path) };
  if (schema instanceof z.ZodNumber) return { kind: 'values', values: wholeNumbers(schema, path) };
  if (schema instanceof z.ZodBoolean) return { kind: 'values', values: [true, false] };
  if (schema instanceof z.ZodNull) return { kind: 'values', values: [null] };
  if (schema instanceof z.ZodEnum) return { kind: 'values', values: schema.options };
  if (schema instanceof z.ZodLiteral) return { kind: 'values', values: literals(schema, path) };
  if (schema instanceof z.ZodNullable) {
    return { kind: 'either', options: [shapeOf(schema.unwrap(), path), { kind: 'values', values: [null] }] };
  }
  if (schema instanceof z.ZodUnion) {
    return { kind: 'either', options: schema.options.map((option) => shapeOf(option, path)) };
  }
  if (schema instanceof z.ZodReadonly) return shapeOf(schema.unwrap(), path);
  // A transform says what is made of the model's words; the grammar is about the words.
  if (schema instanceof z.ZodPipe) return shapeOf(schema.in, path);
  throw refusal(path, `a ${schema._zod.def.type} has no grammar`);
}

function objectShape(schema: z.ZodObject, path: string): Shape {
  const properties = Object.entries(schema.shape).map(([name, property]) => {
    const optional = property instanceof z.ZodOptional;
    const at = path === '(root)' ? name : `${path}.${name}`;
    return { name, shape: shapeOf(optional ? property.unwrap() : property, at), optional };
  });
  return { kind: 'object', properties };
}

function arrayShape(schema: z.ZodArray, path: string): Shape {
  const { min, max } = lengthOf(schema);
  if (max > MOST_ITEMS) {
    throw refusal(path, `an array needs .max() of at most ${MOST_ITEMS}, or a small model never stops`);
  }
  if (min > max) throw refusal(path, `no array has at least ${min} and at most ${max} items`);
  return { kind: 'array', item: shapeOf(schema.element, `${path}[]`), min, max };
}

function textStyle(schema: z.ZodString, path: string): TextStyle {
  const { min, max } = lengthOf(schema);
  if (max < Infinity || min > 1) {
    throw refusal(
      path,
      'a string bounded in characters takes seconds to compile: use phrase(), or bound the tokens',
    );
  }
  if (checksOf(schema).some(({ check }) => check === 'string_format')) {
    throw refusal(path, 'a string with a pattern or format has no cheap grammar: use phrase()');
  }
  return textStyles.get(schema) ?? { style: 'line', empty: min === 0 };
}

/** What zod keeps of `.min()`, `.max()` and `.length()`, and the name of every other check. */
const checkSchema = z.object({
  check: z.string(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  length: z.number().optional(),
});

function checksOf(schema: z.ZodArray | z.ZodString): z.infer<typeof checkSchema>[] {
  return (schema._zod.def.checks ?? []).map((check) => checkSchema.parse(check._zod.def));
}

function lengthOf(schema: z.ZodArray | z.ZodString): { min: number; max: number } {
  let [min, max] = [0, Infinity];
  for (const { minimum, maximum, length } of checksOf(schema)) {
    min = Math.max(min, length ?? minimum ?? 0);
    max = Math.min(max, length ?? maximum ?? Infinity);
  }
  return { min, max };
}

function wholeNumbers(schema: z.ZodNumber, path: string): number[] {
  const { minValue, maxValue, isInt } = schema;
  if (!isInt || minValue === null || maxValue === null || maxValue - minValue >= MOST_NUMBERS) {
    throw refusal(path, `a number has to be whole, with .min() and .max() less than ${MOST_NUMBERS} apart`);
  }
  const from = Math.ceil(minValue);
  const numbers = Array.from({ length: Math.floor(maxValue) - from + 1 }, (_, index) => from + index);
  // The schema itself says which of them count: exclusive bounds, steps and refinements hold too.
  const allowed = numbers.filter((number) => schema.safeParse(number).success);
  if (allowed.length === 0) throw refusal(path, 'no whole number satisfies it');
  return allowed;
}

function literals(schema: z.ZodLiteral, path: string): JsonValue[] {
  return [...schema.values].map((value) => {
    if (value === undefined || typeof value === 'bigint') throw refusal(path, `${String(value)} is not JSON`);
    return value;
  });
}

function refusal(path: string, reason: string): Error {
  return new Error(`${path}: ${reason}.`);
}
