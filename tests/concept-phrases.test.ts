import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { conceptPhrasesSchema, type ConceptPhrase } from '../src/domain/questions/concept-phrases';
import { valueSystemSchema, type ValueSystem } from '../src/domain/values/value-system';

const DATA = path.resolve(import.meta.dirname, '../static-data');
const PHRASES_MIN = 14;

const readJson = (...segments: string[]): unknown =>
  JSON.parse(readFileSync(path.join(DATA, ...segments), 'utf8'));
const readSystem = (id: string): ValueSystem =>
  valueSystemSchema.parse(readJson('value-systems', `${id}.json`));

const ten = readSystem('schwartz-10');
const twenty = readSystem('touche-20');
const files = readdirSync(path.join(DATA, 'concept-phrases')).map((name) => ({
  name,
  data: conceptPhrasesSchema.parse(readJson('concept-phrases', name)),
}));
const phrases = files.flatMap(({ data }) => data.phrases);

/** Ways of saying that a value counts for less; each `against` sentence has one, each `for` sentence none. */
const PLAYS_DOWN = new RegExp(
  [
    'no reason to',
    'matters? less',
    'should not (?:decide|settle|stand in the way)',
    'can (?:wait|give way|be set aside)',
    'counts? for little',
    'need not',
    '(?:is|are) not what',
    'comes? second',
    'carr(?:y|ies) little weight',
    'beside the point',
    'hardly matters?',
  ].join('|'),
);

/** Words that would tie a general reason to facts, persons or subjects that a question may not have. */
const TIED =
  /\b(?:I|you|he|she|my|your|his|her|patients?|students?|pupils?|teachers?|doctors?|employees?|colleagues?|boss|city|town|company|car|phone)\b/;

const words = (text: string) => text.split(/\s+/).length;
const opening = (text: string) => text.toLowerCase().split(/\s+/).slice(0, 2).join(' ');

function repeated(texts: readonly string[]): string[] {
  return texts.filter((text, index) => texts.indexOf(text) !== index);
}

function failing(rule: (phrase: ConceptPhrase) => boolean): string[] {
  return phrases.filter((phrase) => !rule(phrase)).map(({ id }) => id);
}

describe('the value systems', () => {
  it.each([
    [ten, 10],
    [twenty, 20],
  ])('$id stands on the circle in equal steps, clockwise from the top', (system, count) => {
    expect(system.values.map(({ angle }) => angle)).toEqual(
      Array.from({ length: count }, (_, index) => (index * 360) / count),
    );
    expect(new Set(system.values.map(({ group }) => group))).toEqual(
      new Set(system.groups.map(({ id }) => id)),
    );
    for (const key of ['id', 'code', 'name', 'definition'] as const) {
      expect(repeated(system.values.map((value) => value[key]))).toEqual([]);
    }
  });

  it('gives every one of the twenty values a place among the ten, except Face and Humility', () => {
    const known = new Set(ten.values.map(({ id }) => id));
    const placed = twenty.values.filter(({ parent }) => typeof parent === 'string' && known.has(parent));
    expect(twenty.parentSystem).toBe(ten.id);
    expect(twenty.values.filter((value) => !placed.includes(value)).map(({ id }) => id)).toEqual([
      'face',
      'humility',
    ]);
    expect(new Set(placed.map(({ parent }) => parent))).toEqual(known);
  });
});

describe('the concept phrases', () => {
  it('cover the twenty values, one file each, named after its value', () => {
    expect(files.map(({ data }) => data.valueId).sort()).toEqual(twenty.values.map(({ id }) => id).sort());
    expect(files.filter(({ name, data }) => name !== `${data.valueId}.json`)).toEqual([]);
  });

  it.each(files)('of $name are many, and open in varied ways', ({ data }) => {
    expect(data.phrases.length).toBeGreaterThanOrEqual(PHRASES_MIN);
    expect(data.phrases.filter(({ id }) => !id.startsWith(`${data.valueId}-`))).toEqual([]);
    const openings = data.phrases.map((phrase) => opening(phrase.for));
    expect(openings.filter((two) => openings.filter((other) => other === two).length > 3)).toEqual([]);
  });

  it('play a value down in at least six different ways in each file', () => {
    const few = files.filter(
      ({ data }) => new Set(data.phrases.map(({ against }) => PLAYS_DOWN.exec(against)?.[0])).size < 6,
    );
    expect(few.map(({ name }) => name)).toEqual([]);
  });

  it('never repeat themselves over all files', () => {
    expect(repeated(phrases.map(({ id }) => id))).toEqual([]);
    expect(repeated(phrases.map(({ concept }) => concept))).toEqual([]);
    expect(repeated(phrases.flatMap((phrase) => [phrase.for, phrase.against]))).toEqual([]);
  });

  it('name a concept as a chip and inside a sentence: two to six words, no capital, no stop', () => {
    expect(failing(({ concept }) => words(concept) >= 2 && words(concept) <= 6)).toEqual([]);
    expect(failing(({ concept }) => /^[a-z].*[a-z]$/.test(concept))).toEqual([]);
  });

  it('are one whole sentence each', () => {
    const sentence = /^[A-Z][A-Za-z',;:-]*(?: [A-Za-z][A-Za-z',;:-]*)+\.$/;
    expect(failing((phrase) => sentence.test(phrase.for) && sentence.test(phrase.against))).toEqual([]);
    expect(failing((phrase) => words(phrase.for) >= 8 && words(phrase.for) <= 20)).toEqual([]);
    expect(failing((phrase) => words(phrase.against) >= 6 && words(phrase.against) <= 18)).toEqual([]);
  });

  it('say by a clear cue that a value counts for less, and only there', () => {
    expect(failing(({ against }) => PLAYS_DOWN.test(against))).toEqual([]);
    expect(failing((phrase) => !PLAYS_DOWN.test(phrase.for))).toEqual([]);
  });

  it('fit any question: no person, no profession, no place of its own', () => {
    expect(failing((phrase) => !TIED.test(phrase.for) && !TIED.test(phrase.against))).toEqual([]);
  });
});
