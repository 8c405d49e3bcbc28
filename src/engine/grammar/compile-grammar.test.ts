import fc from 'fast-check';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { RealXGrammar, type RealGrammar } from '../../../tests/xgrammar/real-xgrammar';
import { byteVocabulary } from '../../../tests/xgrammar/vocabulary';
import { compileGrammar, labelGrammar } from './compile-grammar';
import { phrase } from './text-styles';

let xgrammar: RealXGrammar;
beforeAll(async () => {
  xgrammar = await RealXGrammar.start(byteVocabulary());
});

async function withGrammar<T>(text: string, use: (grammar: RealGrammar) => Promise<T>): Promise<T> {
  const grammar = await xgrammar.compile(text);
  try {
    return await use(grammar);
  } finally {
    grammar.dispose();
  }
}

/** A schema of the subset with a value that satisfies it. */
interface Case {
  readonly schema: z.ZodType;
  readonly value: unknown;
}

const line = fc.string({ unit: 'binary', maxLength: 12 }).filter((text) => !/[\p{Cc}\p{Cs}]/u.test(text));
const word = fc.stringMatching(/^[A-Za-z0-9éß][A-Za-z0-9éß'’-]{0,6}$/);

function list(item: fc.Arbitrary<string>, most: number): fc.Arbitrary<string[]> {
  return fc.array(item, { minLength: 1, maxLength: most });
}

const leaf: fc.Arbitrary<Case> = fc.oneof(
  line.map((value) => ({ schema: z.string(), value })),
  line.filter((text) => text !== '').map((value) => ({ schema: z.string().min(1), value })),
  fc.boolean().map((value) => ({ schema: z.boolean(), value })),
  fc.tuple(fc.integer({ min: -30, max: 30 }), fc.nat(40), fc.nat()).map(([min, width, at]) => ({
    schema: z
      .int()
      .min(min)
      .max(min + width),
    value: min + (at % (width + 1)),
  })),
  fc
    .tuple(fc.uniqueArray(line, { minLength: 1, maxLength: 5 }), fc.nat())
    .map(([labels, at]) => ({ schema: z.enum(labels), value: labels[at % labels.length] })),
  fc.constantFrom(null, 7, -1, true, 'a"b\\').map((value) => ({ schema: z.literal(value), value })),
  fc
    .tuple(fc.integer({ min: 1, max: 6 }), fc.constantFrom(' ', ', '))
    .chain(([most, between]) =>
      list(word, most).map((words) => ({ schema: phrase(most), value: words.join(between) })),
    ),
);

const anyCase: fc.Arbitrary<Case> = fc.letrec<{ tree: Case }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    tie('tree').map(({ schema, value }) => ({ schema: schema.nullable(), value })),
    tie('tree').map(({ schema }) => ({ schema: schema.nullable(), value: null })),
    fc
      .tuple(tie('tree'), tie('tree'))
      .map(([a, b]) => ({ schema: z.union([a.schema, b.schema]), value: b.value })),
    fc.tuple(tie('tree'), fc.nat(3), fc.nat(3), fc.nat(3)).map(([{ schema, value }, min, more, over]) => ({
      schema: z
        .array(schema)
        .min(min)
        .max(min + more + over),
      value: Array<unknown>(min + more).fill(value),
    })),
    fc
      .uniqueArray(fc.tuple(line, tie('tree'), fc.constantFrom('needed', 'there', 'absent')), {
        selector: ([name]) => name,
        maxLength: 4,
      })
      // JavaScript puts keys that look like numbers first, whatever the schema's order.
      .map((all) => all.filter(([name]) => !/^\d+$/.test(name) && name !== '__proto__'))
      .map((all) => ({
        schema: z.object(
          Object.fromEntries(
            all.map(([name, { schema }, kind]) => [name, kind === 'needed' ? schema : schema.optional()]),
          ),
        ),
        value: Object.fromEntries(
          all.filter(([, , kind]) => kind !== 'absent').map(([name, { value }]) => [name, value]),
        ),
      })),
  ),
})).tree;

describe('a compiled contract in the real XGrammar', () => {
  it('accepts the compact JSON of every value that satisfies it', async () => {
    await fc.assert(
      fc.asyncProperty(anyCase, async ({ schema, value }) => {
        const accepted = await withGrammar(compileGrammar(schema), (grammar) =>
          grammar.accepts(JSON.stringify(value)),
        );
        expect(accepted).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('rejects a text that was altered into what the schema does not allow', async () => {
    const alteration = fc.record({
      at: fc.nat(),
      remove: fc.nat(3),
      insert: fc.constantFrom('', ' ', '"', ',', '}', ']', '0', 'x', '\t', '\n', 'é', '.', '\\'),
    });
    await fc.assert(
      fc.asyncProperty(anyCase, alteration, async ({ schema, value }, { at, remove, insert }) => {
        const text = Array.from(JSON.stringify(value));
        text.splice(at % (text.length + 1), remove, insert);
        const altered = text.join('');
        const accepted = await withGrammar(compileGrammar(schema), (grammar) => grammar.accepts(altered));
        if (accepted) expect(compactAndValid(schema, altered)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('lets a model write nothing but compact JSON that satisfies the schema', async () => {
    const closing = new Set(Array.from('"]},.:', (mark) => mark.charCodeAt(0)));
    await fc.assert(
      fc.asyncProperty(
        anyCase,
        fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })),
        async ({ schema }, chance) => {
          const next = (): number => chance.next().value ?? 0;
          const pickFrom = (tokens: readonly number[]): number =>
            tokens[Math.floor(next() * tokens.length)] ?? 0;
          const text = await withGrammar(compileGrammar(schema), (grammar) =>
            grammar.write((allowed, mayStop) => {
              if (mayStop && (allowed.length === 0 || next() < 0.5)) return null;
              // XGrammar also allows bytes that are no UTF-8 in the end, which no model writes.
              const plain = allowed.filter((token) => token < 128);
              // Half the time something that ends a string or a list, so that the text ends at all.
              const ends = plain.filter((token) => closing.has(token));
              return pickFrom(ends.length > 0 && next() < 0.5 ? ends : plain.length > 0 ? plain : allowed);
            }, 400),
          );
          if (text !== undefined) expect(compactAndValid(schema, text), text).toBe(true);
        },
      ),
      { numRuns: 200 },
    );
  });
});

/** Whether it is JSON without white space between its tokens that the schema takes as it stands. */
function compactAndValid(schema: z.ZodType, text: string): boolean {
  const value: unknown = JSON.parse(text);
  return JSON.stringify(value) === text && schema.safeParse(value).success;
}

describe('compileGrammar', () => {
  const example = z.object({
    concepts: z
      .array(
        z.object({
          concept: phrase(4),
          value: z.enum(['Tradition', 'Self-direction: thought']),
          weight: z.int().min(1).max(5),
        }),
      )
      .min(1)
      .max(3),
    enough: z.boolean(),
    why: phrase(20),
    note: z.string().min(1).optional(),
  });

  it('writes the same grammar as before', async () => {
    const golden = path.resolve(import.meta.dirname, '../../../tests/golden/grammars/example.gbnf');
    await expect(compileGrammar(example)).toMatchFileSnapshot(golden);
  });

  it('keeps the properties in the order of the schema', async () => {
    await withGrammar(compileGrammar(z.object({ b: z.boolean(), a: z.boolean() })), async (grammar) => {
      expect(await grammar.accepts('{"b":true,"a":false}')).toBe(true);
      expect(await grammar.accepts('{"a":false,"b":true}')).toBe(false);
    });
  });

  it('lets optional properties be left out wherever they stand', async () => {
    const flag = z.literal(1);
    const schema = z.object({ a: flag.optional(), b: flag.optional(), c: flag, d: flag.optional() });
    await withGrammar(compileGrammar(schema), async (grammar) => {
      for (const text of ['{"c":1}', '{"a":1,"c":1}', '{"b":1,"c":1,"d":1}', '{"a":1,"b":1,"c":1,"d":1}']) {
        expect(await grammar.accepts(text)).toBe(true);
      }
      for (const text of ['{}', '{,"c":1}', '{"a":1}', '{"c":1,}', '{"b":1,"a":1,"c":1}']) {
        expect(await grammar.accepts(text)).toBe(false);
      }
    });
  });

  it('allows no control characters, raw or escaped, and no white space between tokens', async () => {
    await withGrammar(compileGrammar(z.object({ a: z.string() })), async (grammar) => {
      for (const text of [
        '{"a":"\t"}',
        '{"a":"\n"}',
        '{"a":"\\n"}',
        '{"a": ""}',
        '{ "a":""}',
        '{"a":""} ',
        '\n{"a":""}',
      ]) {
        expect(await grammar.accepts(text)).toBe(false);
      }
    });
  });

  it('takes the bounds of numbers from the schema, exclusive ones and steps too', async () => {
    const schema = z.number().int().gt(-4).lt(7).multipleOf(3);
    await withGrammar(compileGrammar(schema), async (grammar) => {
      const accepted = [];
      for (let number = -9; number <= 9; number += 1)
        if (await grammar.accepts(String(number))) accepted.push(number);
      expect(accepted).toEqual([-3, 0, 3, 6]);
    });
  });

  it('compiles what a transform is made from', () => {
    expect(compileGrammar(z.enum(['a', 'b']).transform((label) => label.length))).toBe(
      compileGrammar(z.enum(['a', 'b'])),
    );
  });

  it('repeats nothing a counted number of times, which costs XGrammar seconds', () => {
    expect(compileGrammar(example)).not.toMatch(/\{\d/);
  });

  it.each([
    [z.object({ name: z.string().max(20) }), 'name: a string bounded in characters'],
    [
      z.object({ a: z.array(z.object({ code: z.string().regex(/^x/) })).max(2) }),
      'a[].code: a string with a pattern',
    ],
    [z.object({ a: z.array(z.string()) }), 'a: an array needs .max()'],
    [z.object({ p: z.number().min(0).max(1) }), 'p: a number has to be whole'],
    [z.object({ p: z.int() }), 'p: a number has to be whole'],
    [z.object({ p: z.int().min(0).max(100_000) }), 'p: a number has to be whole'],
    [z.record(z.string(), z.string()), '(root): a record has no grammar'],
    [z.object({ mail: z.email() }), 'mail: a string'],
    [z.array(z.string()).min(4).max(2), '(root): no array has at least 4'],
  ])('refuses what no grammar holds cheaply, and says where it stands', (schema, message) => {
    expect(() => compileGrammar(schema)).toThrow(message);
  });

  it('gives the same text for the same schema', () => {
    expect(compileGrammar(example)).toBe(compileGrammar(example));
  });
});

describe('labelGrammar', () => {
  it('allows one of the labels and nothing else', async () => {
    await withGrammar(labelGrammar(['yes', 'no', '"é\\']), async (grammar) => {
      for (const label of ['yes', 'no', '"é\\']) expect(await grammar.accepts(label)).toBe(true);
      for (const other of ['', ' yes', 'yes ', 'ye', 'maybe', 'yesno'])
        expect(await grammar.accepts(other)).toBe(false);
    });
  });

  it('refuses labels that the first token would not tell apart', () => {
    expect(() => labelGrammar(['1', '10'])).toThrow('“1” begins the label “10”');
    expect(() => labelGrammar(['a', 'a'])).toThrow('begins');
    expect(() => labelGrammar(['a'])).toThrow('two labels');
  });
});
