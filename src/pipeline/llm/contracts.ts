import { z } from 'zod';
import { phrase } from '../../engine/grammar';
import type { Contract } from '../../engine/language-model';

const stance = z.enum(['for', 'against']);

/** Most concepts that one reply may name. */
const CONCEPTS_MAX = 6;
/** Most values that play a part in one text: as many as the method's authors score for one question. */
const NAMED_MAX = 5;
/** Words of a quote, and of a concept in the model's own words ("keeping everyone safe"). */
const QUOTE_WORDS = 12;
const CONCEPT_WORDS = 6;

/** The same arguments give the same contract: an engine knows a compiled grammar again by its schema. */
function once<A extends readonly unknown[], T>(make: (...given: A) => Contract<T>) {
  const made = new Map<string, Contract<T>>();
  return (...given: A): Contract<T> => {
    const key = JSON.stringify(given);
    const contract = made.get(key) ?? make(...given);
    made.set(key, contract);
    return contract;
  };
}

/** The values that play a part in a text; one may be named twice, since no grammar forbids it. */
export const namedValues = once((names: readonly string[]) => ({
  name: 'named-values',
  schema: z.object({ values: z.array(z.enum(names)).max(NAMED_MAX) }),
}));

/** C_r of a text: words copied from it, each with the value that they show. `names`: at least one, all different. */
export const foundConcepts = once((names: readonly string[]) => ({
  name: 'concepts',
  schema: z.object({
    concepts: z
      .array(z.object({ value: z.enum(names), quote: phrase(QUOTE_WORDS), stance }))
      .min(1)
      .max(CONCEPTS_MAX),
  }),
}));

/** The number of a sentence, 1 to `sentences` (at most 200), in place of its words; there may be none. */
export const locatedConcepts = once((names: readonly string[], sentences: number) => ({
  name: 'located-concepts',
  schema: z.object({
    concepts: z
      .array(z.object({ value: z.enum(names), sentence: z.int().min(1).max(sentences), stance }))
      .max(CONCEPTS_MAX),
  }),
}));

/** C_v: concepts in a few words, each with its value. `count`: about how many are asked for; two more are allowed. */
export const predictedConcepts = once((names: readonly string[], count: number) => ({
  name: 'predicted-concepts',
  schema: z.object({
    concepts: z
      .array(z.object({ value: z.enum(names), concept: phrase(CONCEPT_WORDS), stance }))
      .min(1)
      .max(count + 2),
  }),
}));

/** What the self-test after loading asks for: a choice and a number in one object. */
export const selfTestContract = {
  name: 'self-test',
  schema: z.object({ colour: z.enum(['red', 'yellow', 'blue']), legs: z.int().min(0).max(9) }),
};

/** A contract of the product with replies that it must accept and strings that it must refuse, to test engines against. */
export interface ShippedContract {
  readonly contract: Contract<unknown>;
  readonly accepts: readonly unknown[];
  /** Raw replies: too many items, another order, unknown names, blanks, text outside the shape. */
  readonly refuses: readonly string[];
}

const TEN = [
  'Self-Direction',
  'Stimulation',
  'Hedonism',
  'Achievement',
  'Power',
  'Security',
  'Conformity',
  'Tradition',
  'Benevolence',
  'Universalism',
];
const WITH_COLONS = ['Security: personal', 'Benevolence: caring', 'Universalism: nature'];
const quote = { value: 'Security', quote: 'nobody should drive this tired', stance: 'for' };
const located = { value: 'Power', sentence: 2, stance: 'against' };
const predicted = { value: 'Security', concept: 'keeping everyone safe', stance: 'for' };
const list = (...concepts: unknown[]) => ({ concepts });
const raw = (...concepts: unknown[]) => JSON.stringify(list(...concepts));

/** Every contract of the product with example arguments. */
export const SHIPPED_CONTRACTS: readonly ShippedContract[] = [
  {
    contract: namedValues(TEN),
    accepts: [{ values: [] }, { values: ['Security'] }, { values: TEN.slice(0, NAMED_MAX) }],
    refuses: [
      JSON.stringify({ values: TEN.slice(0, NAMED_MAX + 1) }),
      '{"values":["Kindness"]}',
      '{"values":"Security"}',
      '{"values": ["Security"]}',
      '["Security"]',
    ],
  },
  {
    contract: foundConcepts(TEN),
    accepts: [
      list(quote),
      list(quote, { ...quote, value: 'Universalism', quote: 'it’s fair, and kind', stance: 'against' }),
    ],
    refuses: [
      raw(),
      raw({ ...quote, value: 'Kindness' }),
      raw({ ...quote, stance: 'neutral' }),
      raw({ stance: 'for', quote: 'x', value: 'Security' }),
      raw({
        ...quote,
        quote: Array<string>(QUOTE_WORDS + 1)
          .fill('word')
          .join(' '),
      }),
      raw(...Array<unknown>(CONCEPTS_MAX + 1).fill(quote)),
      '{"concepts": [{"value": "Security", "quote": "x", "stance": "for"}]}',
      'The concepts are: none.',
    ],
  },
  {
    contract: foundConcepts(WITH_COLONS),
    accepts: [list({ ...quote, value: 'Security: personal' })],
    refuses: [raw(quote), raw({ ...quote, value: 'Security: personal', more: 1 })],
  },
  {
    contract: locatedConcepts(TEN, 4),
    accepts: [list(), list(located), list(located, { ...located, sentence: 4, stance: 'for' })],
    refuses: [
      raw({ ...located, sentence: 0 }),
      raw({ ...located, sentence: 5 }),
      raw({ ...located, sentence: '2' }),
    ],
  },
  {
    contract: predictedConcepts(TEN, 3),
    accepts: [list(predicted), list(...Array<unknown>(5).fill(predicted))],
    refuses: [
      raw(),
      raw(...Array<unknown>(6).fill(predicted)),
      raw({ ...predicted, concept: 'far too many words for one single concept' }),
      raw({ ...predicted, concept: '' }),
      raw({ value: 'Security', concept: 'safety' }),
    ],
  },
  {
    contract: selfTestContract,
    accepts: [{ colour: 'yellow', legs: 4 }],
    refuses: ['{"colour":"green","legs":4}', '{"legs":4,"colour":"red"}', '{"colour":"red","legs":10}', ''],
  },
];
