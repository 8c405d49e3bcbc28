import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import type { Option, Question } from '../src/domain/questions/question';
import { THEMES } from '../src/domain/questions/question-limits';
import { questionLibrarySchema } from '../src/domain/questions/question-library';
import { countryPriorities } from '../src/domain/values/country-priorities';
import { profileLibrarySchema } from '../src/domain/values/profile-library';
import { valueSystemSchema } from '../src/domain/values/value-system';
import { sharedData } from './shared-data';

const ROOT = path.resolve(import.meta.dirname, '..', 'static-data');
const json = (...segments: string[]): unknown =>
  JSON.parse(readFileSync(path.join(ROOT, ...segments), 'utf8'));

const twenty = valueSystemSchema.parse(json('value-systems', 'touche-20.json'));
const ten = valueSystemSchema.parse(json('value-systems', 'schwartz-10.json'));
const tenIds = ten.values.map((value) => value.id);
const parentOf = new Map(twenty.values.map((value) => [value.id, value.parent ?? undefined]));

const libraries = readdirSync(path.join(ROOT, 'questions')).map((file) => ({
  file,
  library: questionLibrarySchema.parse(json('questions', file)),
}));
const questions = libraries.flatMap(({ library }) => library.questions);
const options = questions.flatMap((question) =>
  question.options.map((option) => ({ where: `${question.id} ${option.id}`, option })),
);
const considerations = options.flatMap(({ where, option }) =>
  option.considerations.map((consideration) => ({ where, ...consideration })),
);

const words = (text: string) => text.split(/\s+/);
const repeated = (list: readonly string[]) => list.filter((entry, at) => list.indexOf(entry) !== at);

/** The Schwartz values that an option speaks of. Face and Humility have no place of their own among the ten. */
function schwartzValues(list: readonly Option[]): Set<string> {
  const parents = list.flatMap((option) =>
    option.considerations.map(({ valueId }) => parentOf.get(valueId) ?? ''),
  );
  return new Set(parents.filter((id) => tenIds.includes(id)));
}

/** The names of the things that break a rule; an empty list passes, and a failure names them all. */
const breaking = <T>(list: readonly T[], name: (entry: T) => string, rule: (entry: T) => boolean) =>
  list.filter((entry) => !rule(entry)).map(name);
const questionsBreaking = (rule: (question: Question) => boolean) =>
  breaking(questions, (question) => question.id, rule);
const optionsBreaking = (rule: (option: Option) => boolean) =>
  breaking(
    options,
    ({ where }) => where,
    ({ option }) => rule(option),
  );
const sentencesBreaking = (rule: (text: string) => boolean) =>
  breaking(
    considerations,
    ({ where, text }) => `${where}: ${text}`,
    ({ text }) => rule(text),
  );

describe('the question library', () => {
  it('has at least 24 questions, at least 4 on each of the six themes, each in the file of its theme', () => {
    expect(questions.length).toBeGreaterThanOrEqual(24);
    expect(libraries.map(({ file }) => file).sort()).toEqual(THEMES.map((theme) => `${theme}.json`).sort());
    for (const { file, library } of libraries) {
      expect(library.questions.length, file).toBeGreaterThanOrEqual(4);
      expect(file).toBe(`${library.theme}.json`);
      for (const question of library.questions) {
        expect(question.theme).toBe(library.theme);
        expect(question.id.startsWith(`${library.theme}-`), question.id).toBe(true);
      }
    }
  });

  it('gives every question its own id and its own text', () => {
    expect(repeated(questions.map(({ id }) => id))).toEqual([]);
    expect(repeated(questions.map(({ text }) => text))).toEqual([]);
  });

  it('asks in at most 200 characters and ends with a question mark', () => {
    expect(questionsBreaking(({ text }) => text.length <= 200 && text.endsWith('?'))).toEqual([]);
  });

  it('offers two or three options, lettered from A, with a short label and a clause that continues "I would"', () => {
    expect(
      questionsBreaking(({ options: own }) => ['AB', 'ABC'].includes(own.map(({ id }) => id).join(''))),
    ).toEqual([]);
    expect(optionsBreaking(({ label }) => label.length <= 60 && /^[A-Z].*[^.?!]$/.test(label))).toEqual([]);
    expect(optionsBreaking(({ clause }) => /^[a-z].*[^.?!]$/.test(clause))).toEqual([]);
  });

  it('starts the family theme with the parent who still wants to drive', () => {
    const family = libraries.find(({ library }) => library.theme === 'family');
    expect(family?.library.questions[0].text).toMatch(/memory.*drive/);
  });
});

describe('the considerations of the options', () => {
  it('are 4 to 7, each on another value of the twenty, with gains and costs', () => {
    expect(optionsBreaking(({ considerations: { length } }) => length >= 4 && length <= 7)).toEqual([]);
    expect(
      optionsBreaking(({ considerations: own }) => repeated(own.map(({ valueId }) => valueId)).length === 0),
    ).toEqual([]);
    expect(considerations.filter(({ valueId }) => !parentOf.has(valueId))).toEqual([]);
    expect(
      optionsBreaking(({ considerations: own }) => new Set(own.map(({ effect }) => effect)).size === 2),
    ).toEqual([]);
  });

  it('reach at least 4 of the ten Schwartz values in an option and 7 in a question', () => {
    expect(optionsBreaking((option) => schwartzValues([option]).size >= 4)).toEqual([]);
    expect(questionsBreaking((question) => schwartzValues(question.options).size >= 7)).toEqual([]);
  });

  it('use each of the twenty values at least 12 times in the library, at least 5 times in its favour', () => {
    for (const { id } of twenty.values) {
      const uses = considerations.filter(({ valueId }) => valueId === id);
      expect(uses.length, id).toBeGreaterThanOrEqual(12);
      expect(uses.filter(({ effect }) => effect === 'serves').length, id).toBeGreaterThanOrEqual(5);
    }
  });

  it('are single sentences of 8 to 22 words, with a capital and a period', () => {
    expect(sentencesBreaking((text) => words(text).length >= 8 && words(text).length <= 22)).toEqual([]);
    expect(sentencesBreaking((text) => /^[A-Z][^.?!]*\.$/.test(text))).toEqual([]);
    expect(sentencesBreaking((text) => !/\s{2}|["“”‘;–—]|^\s|\s$| [,.:]/.test(text))).toEqual([]);
  });

  it('never repeat a sentence, nor open two sentences of one option alike', () => {
    expect(repeated(considerations.map(({ text }) => text))).toEqual([]);
    expect(
      optionsBreaking(
        ({ considerations: own }) =>
          repeated(own.map(({ text }) => words(text).slice(0, 2).join(' '))).length === 0,
      ),
    ).toEqual([]);
  });
});

const presets = readdirSync(path.join(ROOT, 'profiles')).map((file) =>
  profileLibrarySchema.parse(json('profiles', file)),
);
const preset = (id: string) => presets.find((library) => library.id === id)?.profiles ?? [];

describe('the preset profiles', () => {
  it('have unique ids, a source, and priorities for values of the ten', () => {
    const all = presets.flatMap(({ profiles }) => profiles);
    expect(repeated(all.map(({ id }) => id))).toEqual([]);
    for (const { id, source, target, valueSystemId, description } of all) {
      expect(source?.label, id).toBeTruthy();
      expect(description, id).toMatch(/^[A-Z].*\.$/);
      expect(valueSystemId, id).toBe('schwartz-10');
      expect(
        Object.keys(target).filter((valueId) => !tenIds.includes(valueId)),
        id,
      ).toEqual([]);
    }
  });

  it('hold at least 8 roles that set 4 to 10 values to whole priorities and say that they are illustrations', () => {
    const roles = preset('roles');
    expect(roles.length).toBeGreaterThanOrEqual(8);
    for (const { id, target, source } of roles) {
      const priorities = Object.values(target);
      expect(priorities.length, id).toBeGreaterThanOrEqual(4);
      expect(priorities.every(Number.isInteger), id).toBe(true);
      expect(Math.max(...priorities) - Math.min(...priorities), id).toBeGreaterThanOrEqual(3);
      expect(source?.label).toBe('Written for this project; an illustration, not a measurement');
    }
    expect(repeated(roles.map(({ target }) => JSON.stringify(target)))).toEqual([]);
  });

  it('turn the pan-cultural order into equal steps from 5 to 1', () => {
    const [{ target, source }] = preset('pan-cultural');
    const ranks = Object.entries(source?.measured ?? {});
    expect(ranks.map(([, rank]) => rank).sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    for (const [id, rank] of ranks) expect(target[id]).toBe(Math.round((5 - ((rank - 1) * 4) / 9) * 10) / 10);
  });

  it('hold 30 countries whose priorities follow the stated rule from the means that are shown', () => {
    const countries = preset('countries-ess11');
    expect(countries.length).toBe(30);
    for (const { id, target, source } of countries) {
      const measured = source?.measured ?? {};
      expect(Object.keys(measured), id).toEqual(tenIds);
      expect(target, id).toEqual(countryPriorities(measured));
      expect(source?.n, id).toBeGreaterThan(0);
      // No mean is cut off at an end of the scale: the reason given for the factor 1.4.
      expect(
        Object.values(target).every((priority) => priority > 1 && priority < 5),
        id,
      ).toBe(true);
    }
  });

  const table = sharedData('survey', 'ess11_country_value_means_df_main.csv');
  it.skipIf(table === undefined)('agree with the published table of country means to two decimals', () => {
    const text = readFileSync(table ?? '', 'utf8').trim();
    const rows = Papa.parse<Record<string, string>>(text, { header: true }).data;
    for (const row of rows) {
      const country = preset('countries-ess11').find(({ id }) => id === `ess11-${row.cntry.toLowerCase()}`);
      expect(country?.name).toBe(row.country_name);
      expect(country?.source).toMatchObject({ n: Number(row.n), year: Number(row.year) });
      expect(country?.source?.measured?.benevolence).toBeCloseTo(Number(row.d_BE), 2);
      expect(country?.source?.measured?.power).toBeCloseTo(Number(row.d_PO), 2);
    }
  });
});
