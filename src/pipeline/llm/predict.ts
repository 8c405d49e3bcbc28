import type { Concept } from '../../domain/runs/attribution';
import type { ConceptChange } from '../../domain/runs/response';
import { counted, fixed } from '../../domain/text/format-number';
import { findValue } from '../../domain/values/find-value';
import { stems, topicOf } from '../builtin/on-topic';
import type { PhraseResources } from '../builtin/resources';
import { unitsFor } from '../builtin/units';
import type { Context, PredictInput } from '../reasoner';
import type { Calls } from './calls';
import { checkConcepts, type Expected, type Predicted } from './check-concepts';
import { choosePhrases } from './choose-phrases';
import { conceptChanges, type Planned } from './concept-changes';
import { predictedConcepts } from './contracts';
import type { Prompts } from './prompts';
import { questionText, valueText } from './question-text';
import { relationsText } from './relations-text';
import { UnusableReply, withRepairs, type Turn } from './repair';
import { followingStances, wantedValues, type Wanted } from './wanted-values';

const CONCEPT_TOKENS = 40;
/** Most concepts of the answer that the prompt shows: those that weigh most. */
const SHOWN_MAX = 2;
/** Sentences that are not to be said again, in the prompt. */
const AVOID_MAX = 2;

/**
 * C_v = F(v, G, Σ, q, v'→C_r) (COUPLE, section 3.3): the concepts that an answer with the target's priorities would rest
 * on. What the model names is checked against the target, the graph and the question before it is used; for a value that
 * is left without a concept the model chooses among the project's own phrases.
 */
export async function predictConcepts(
  calls: Calls,
  prompts: Prompts,
  input: PredictInput,
  context: Context,
  resources: PhraseResources,
): Promise<ConceptChange[]> {
  const wanted = wantedValues(input, context.valueSystem);
  const asked = wanted.filter(({ count }) => count > 0);
  const planned = new Map<string, readonly Planned[]>();
  if (asked.length > 0) {
    const keep = (found: readonly Predicted[]) => {
      for (const { value } of found) {
        const own = found.filter((other) => other.value.id === value.id);
        planned.set(
          value.id,
          own.map((concept) => ({ ...concept, unit: null })),
        );
      }
    };
    await withRepairs(calls, 'concepts', {
      wide: async (turn) => {
        const checked = await predictOnce(calls, prompts, input, asked, context, resources, turn);
        keep(checked);
        const lacking = asked.filter(({ value }) => !planned.has(value.id));
        if (lacking.length > 0) {
          throw new UnusableReply(
            false,
            `The model named no concept that can be used for ${lacking.map(({ value }) => value.name).join(', ')}.`,
          );
        }
      },
      narrow: async ({ turn }) => {
        for (const each of asked) {
          if (planned.has(each.value.id)) continue;
          const skip = each.count * (input.expression.variant[each.value.id] ?? 0);
          const units = await choosePhrases(calls, prompts, each, skip, context, resources, turn);
          if (units.length === 0)
            throw new UnusableReply(false, `There are no phrases for ${each.value.name}.`);
          const { value, stance } = each;
          planned.set(
            value.id,
            units.map((unit) => ({ value, label: unit.label, stance, unit: unit.id })),
          );
        }
      },
      skipWide: calls.capabilities.constraint === 'none',
    });
  }
  const order = [...asked.map(({ value }) => value.id), ...planned.keys()];
  const concepts = [...new Set(order)].flatMap((id) => planned.get(id) ?? []);
  return conceptChanges(concepts, input, context.valueSystem);
}

async function predictOnce(
  calls: Calls,
  prompts: Prompts,
  input: PredictInput,
  asked: readonly Wanted[],
  context: Context,
  resources: PhraseResources,
  { turn, room, temperature }: Turn,
): Promise<readonly Predicted[]> {
  const { question, valueSystem, graph, relations } = context;
  const following = followingStances(input.intervention);
  const named = valueSystem.values.filter(
    ({ id }) => following.has(id) || asked.some(({ value }) => value.id === id),
  );
  const count = asked.reduce((sum, each) => sum + each.count, 0);
  const message = calls.ask(prompts.of('predict-concepts'), {
    question: questionText(question),
    concepts: observedText(input, context),
    relations: relationsText(
      relations,
      graph,
      valueSystem,
      asked.map(({ value }) => value.id),
      input.intervention,
    ),
    target: targetText(input, asked),
  });
  const contract = predictedConcepts(
    named.map(({ name }) => name),
    count,
  );
  const ask = { maxTokens: CONCEPT_TOKENS * (count + 2) * room, temperature, turn };
  const { concepts } = await calls.json([message], contract, ask);
  const predicted = concepts.flatMap(({ value, concept, stance }): Predicted[] => {
    const found = named.find(({ name }) => name === value);
    return found ? [{ value: found, label: concept, stance }] : [];
  });
  const { kept, dropped } = checkConcepts(predicted, expected(input, asked, following, context, resources));
  for (const { label, reason } of dropped) calls.drop('concept', label, reason);
  return kept;
}

function expected(
  input: PredictInput,
  wanted: readonly Wanted[],
  following: Expected['following'],
  context: Context,
  resources: PhraseResources,
): Expected {
  const { question, valueSystem: system, seed } = context;
  const material = { question, option: null, system, resources, seed };
  return {
    wanted,
    following,
    topic: new Set([...topicOf(question), ...stems(input.observedText)]),
    wordsOf: (value) => {
      const phrases = (['for', 'against', 'passing'] as const).flatMap((form) =>
        unitsFor(value.id, form, material),
      );
      const said = phrases.flatMap(({ label, text }) => [label, text]);
      return stems([value.name, value.definition, value.gloss ?? '', ...said].join(' '));
    },
  };
}

/** v'→C_r: what the answer's priorities look like in its own words, the weightiest first. */
function observedText({ observed }: PredictInput, { valueSystem }: Context): string {
  const priorityOf = ({ valueId }: Concept) =>
    observed.scores.find((score) => score.valueId === valueId)?.priority ?? 0;
  const shown = [...observed.concepts]
    .sort((a, b) => priorityOf(b) * b.weight - priorityOf(a) * a.weight)
    .slice(0, SHOWN_MAX)
    .map((concept) => {
      const name = findValue(valueSystem, concept.valueId)?.name ?? concept.valueId;
      const priority = priorityOf(concept);
      return `${name}${priority > 0 ? ` ${fixed(priority, 0)}` : ''}: “${concept.label}”`;
    });
  return shown.length === 0 ? 'nothing in particular' : shown.join('; ');
}

/** Σ as priorities: one line for each value in the order of importance, then what verification found wrong. */
function targetText({ expression }: PredictInput, asked: readonly Wanted[]): string {
  const lines = asked.map(({ value, priority, stance, count }) => {
    const emphasis = expression.emphasis[value.id] ?? priority;
    const correction =
      emphasis > priority + 0.25
        ? ', came out too weak before'
        : emphasis < priority - 0.25
          ? ', came out too strong before'
          : '';
    return `${valueText(value)}: ${IMPORTANCE[Math.round(priority) - 1]}${correction}. ${counted(count, 'reason')} ${stance} it.`;
  });
  const avoid = expression.avoid.slice(-AVOID_MAX).map((sentence) => `Not again: “${sentence}”`);
  return [...lines, ...avoid].join('\n');
}

const IMPORTANCE = [
  'not important at all',
  'a little important',
  'important',
  'quite important',
  'very important',
];
