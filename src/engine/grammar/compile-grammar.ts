import type { z } from 'zod';
import type { Contract } from '../language-model';
import { group, literal, oneOf, optionalRun } from './notation';
import { shapeOf, type Property, type Shape } from './shape';
import { WORD_REST, WORD_START, type TextStyle } from './text-styles';

const compiled = new WeakMap<z.core.$ZodType, string>();

/**
 * A zod schema as a grammar in the notation that XGrammar's EBNF and llama.cpp's GBNF share. It allows the compact JSON of
 * the values that satisfy the schema: properties in the schema's order, no white space between tokens, nothing else. The
 * same schema object gives the same text, byte for byte, so that an engine finds the grammar it compiled before.
 * @throws Error that names the path of what is outside the subset (see `shapeOf`)
 */
export function compileGrammar(schema: z.core.$ZodType): string {
  const known = compiled.get(schema);
  if (known !== undefined) return known;
  const text = new GrammarWriter().write(shapeOf(schema));
  compiled.set(schema, text);
  return text;
}

export function grammarOf<T>(contract: Contract<T>): string {
  return compileGrammar(contract.schema);
}

/**
 * The grammar of a bare label, for `choose`.
 * @throws Error where a choice by the first token would be unclear: fewer than two labels, or one that begins another
 */
export function labelGrammar(labels: readonly string[]): string {
  if (labels.length < 2) throw new Error('A choice needs two labels or more.');
  for (const [index, label] of labels.entries()) {
    const begins = labels.findIndex((other, at) => at !== index && other.startsWith(label));
    if (begins >= 0) throw new Error(`The label “${label}” begins the label “${labels[begins]}”.`);
  }
  return `root ::= ${labels.map(literal).join(' | ')}\n`;
}

/** Control characters, which JSON does not allow within a string, as in a character class. */
const CONTROL = String.raw`\x00-\x1F\x7F`;

class GrammarWriter {
  /** Rule by name, in the order of their first use. */
  readonly #rules = new Map<string, string>();

  write(shape: Shape): string {
    const root = this.#expression(shape);
    return [['root', root], ...this.#rules].map(([name, body]) => `${name} ::= ${body}\n`).join('');
  }

  /** Something that can stand in a sequence: a literal, a rule's name or a group. */
  #expression(shape: Shape): string {
    switch (shape.kind) {
      case 'object':
        return `${literal('{')} ${this.#properties(shape.properties, true)}${literal('}')}`;
      case 'array':
        return this.#array(shape.item, shape.min, shape.max);
      case 'values':
        return oneOf(shape.values.map((value) => literal(JSON.stringify(value))));
      case 'either':
        return oneOf(shape.options.map((option) => this.#expression(option)));
      case 'text':
        return this.#text(shape.style);
    }
  }

  /** Properties in order, with a blank after each part. `first`: nothing stands before them, so no comma is due. */
  #properties(properties: readonly Property[], first: boolean): string {
    const [property, ...rest] = properties;
    if (property === undefined) return '';
    const key = literal(`${first ? '' : ','}${JSON.stringify(property.name)}:`);
    const pair = `${key} ${this.#expression(property.shape)}`;
    if (!property.optional) return `${pair} ${this.#properties(rest, false)}`;
    if (!first) return `${group(pair)}? ${this.#properties(rest, false)}`;
    const withIt = `${pair} ${this.#properties(rest, false)}`.trimEnd();
    const withoutIt = this.#properties(rest, true).trimEnd() || literal('');
    return `${oneOf([withIt, withoutIt])} `;
  }

  #array(item: Shape, min: number, max: number): string {
    if (max === 0) return literal('[]');
    const first = this.#rule('item', this.#expression(item));
    const next = this.#rule('next', `${literal(',')} ${first}`);
    const needed = Math.max(min, 1);
    const items = [first, ...Array<string>(needed - 1).fill(next), optionalRun(next, max - needed)];
    const body = items.filter((part) => part !== '').join(' ');
    return `${literal('[')} ${min === 0 ? `${group(body)}?` : body} ${literal(']')}`;
  }

  #text(style: TextStyle): string {
    const quote = literal('"');
    switch (style.style) {
      case 'line': {
        // As a rule of its own the character would end with every token, and XGrammar would check each token anew.
        const characters = String.raw`([^"\\${CONTROL}] | "\\" ["\\])`;
        return style.empty
          ? this.#rule('string', `${quote} ${characters}* ${quote}`)
          : this.#rule('text', `${quote} ${characters}+ ${quote}`);
      }
      case 'phrase': {
        const word = this.#rule('word', `${WORD_START} ${WORD_REST}*`);
        const next = this.#rule('nextword', `","? " " ${word}`);
        return this.#rule(
          `phrase${style.words}`,
          [quote, word, optionalRun(next, style.words - 1), quote].filter((part) => part !== '').join(' '),
        );
      }
    }
  }

  /** The name of the rule with this body: the one there is, or a new one called `wanted`, or `wanted2` where that is taken. */
  #rule(wanted: string, body: string): string {
    for (const [name, known] of this.#rules) if (known === body) return name;
    let name = wanted;
    for (let count = 2; this.#rules.has(name); count += 1) name = `${wanted}x${count}`;
    this.#rules.set(name, body);
    return name;
  }
}
