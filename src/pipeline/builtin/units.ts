import { fnv1a } from '../../domain/hash';
import type { Option, Question } from '../../domain/questions/question';
import type { ValueId, ValueSystem } from '../../domain/values/value-system';
import { valueInSystem } from '../../domain/values/value-in-system';
import { sharedStems, topicOf } from './on-topic';
import type { PhraseResources } from './resources';

export type UnitForm = 'for' | 'against' | 'passing';

/** One thing the composer can say, tied to the value that asks for it. `text` is a sentence, or a noun phrase where it is said in passing. */
export interface Unit {
  readonly id: string;
  readonly valueId: ValueId;
  readonly form: UnitForm;
  /** What it speaks of: the advised option, another option's price, or any question. */
  readonly about: 'option' | 'other' | 'anything';
  /** Short name of the concept. */
  readonly label: string;
  readonly text: string;
}

/** What the composer draws on for one question and the option it advises. */
export interface Material {
  readonly question: Question;
  readonly option: Option | null;
  readonly system: ValueSystem;
  readonly resources: PhraseResources;
  readonly seed: number;
}

/**
 * Every unit for a value in the order in which it is to be used: what the option does here, then general
 * reasons, those that share most words with the question first.
 * `skip` general reasons go to the end: other words for the same value.
 */
export function unitsFor(valueId: ValueId, form: UnitForm, material: Material, skip = 0): Unit[] {
  const phrases = phraseUnits(valueId, form, material, skip);
  return form === 'for' ? [...considerationUnits(valueId, material), ...phrases] : phrases;
}

/** The unit with this id, if this question and value system have it. */
export function findUnit(id: string, valueId: ValueId, material: Material): Unit | undefined {
  const forms: UnitForm[] = ['for', 'against', 'passing'];
  return forms.flatMap((form) => unitsFor(valueId, form, material)).find((unit) => unit.id === id);
}

function considerationUnits(valueId: ValueId, { question, option, system, resources }: Material): Unit[] {
  if (!option) return [];
  const said = new Set<string>();
  const units: Unit[] = [];
  const add = (from: Option, effect: 'serves' | 'strains', text: (raw: string) => string) => {
    from.considerations.forEach((consideration, index) => {
      const raw = consideration.text.trim();
      const value = valueInSystem(consideration.valueId, resources.fineSystem, system, resources.merge);
      if (consideration.effect !== effect || value !== valueId || raw === '' || said.has(raw)) return;
      said.add(raw);
      const about = from.id === option.id ? 'option' : 'other';
      units.push({
        id: `${from.id}:${index}`,
        valueId,
        form: 'for',
        about,
        label: shorten(raw),
        text: text(raw),
      });
    });
  };
  add(option, 'serves', (raw) => raw);
  for (const other of question.options) {
    if (other.id !== option.id)
      add(other, 'strains', (raw) => `To ${other.clause} has its price: ${lowerFirst(raw)}`);
  }
  return units;
}

function phraseUnits(
  valueId: ValueId,
  form: UnitForm,
  { question, system, resources, seed }: Material,
  skip: number,
): Unit[] {
  const topic = topicOf(question);
  const perValue = finesOf(valueId, question, system, resources).map((fine) => {
    const start = fnv1a(`${question.id}|${fine}|${seed}`);
    const ranked = rotated(resources.phrases.get(fine) ?? [], start).sort(
      (one, other) => sharedStems(other.for, topic) - sharedStems(one.for, topic),
    );
    return rotated(ranked, skip);
  });
  const longest = Math.max(0, ...perValue.map((phrases) => phrases.length));
  const units: Unit[] = [];
  for (let index = 0; index < longest; index += 1) {
    for (const phrases of perValue) {
      if (index >= phrases.length) continue;
      const phrase = phrases[index];
      const text = form === 'passing' ? phrase.concept : phrase[form];
      units.push({
        id: `${phrase.id}:${form}`,
        valueId,
        form,
        about: 'anything',
        label: phrase.concept,
        text,
      });
    }
  }
  return units;
}

/** The fine values that make up a value of the system, those that the question itself touches first. */
function finesOf(
  valueId: ValueId,
  question: Question,
  system: ValueSystem,
  resources: PhraseResources,
): ValueId[] {
  const touched = (fine: ValueId) =>
    question.options.flatMap((option) => option.considerations).filter((c) => c.valueId === fine).length;
  return resources.fineSystem.values
    .map((value) => value.id)
    .filter((fine) => valueInSystem(fine, resources.fineSystem, system, resources.merge) === valueId)
    .sort((a, b) => touched(b) - touched(a));
}

function rotated<T>(list: readonly T[], by: number): T[] {
  const at = list.length === 0 ? 0 : by % list.length;
  return [...list.slice(at), ...list.slice(0, at)];
}

function shorten(sentence: string): string {
  const plain = sentence.replace(/[.!]$/, '');
  return plain.length <= 80 ? plain : `${plain.slice(0, plain.lastIndexOf(' ', 77))} …`;
}

export function lowerFirst(sentence: string): string {
  return /^(?:I\b|[A-Z]{2})/.test(sentence) ? sentence : sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
