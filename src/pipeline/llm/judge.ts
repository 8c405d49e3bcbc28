import type { Attribution } from '../../domain/runs/attribution';
import { sentenceSpans } from '../../domain/text/sentences';
import type { Message } from '../../engine/language-model';
import type { Context } from '../reasoner';
import { reply } from './ask-each';
import type { Calls } from './calls';
import { conceptsOf, sentenceFinding, type Finding } from './concepts-of';
import { locatedConcepts } from './contracts';
import type { Prompts } from './prompts';
import { idOfName, numberedSentences, questionText, valueText } from './question-text';
import { relevantValues } from './relevance';
import { rateValues, scoresOf, type Rated } from './score-values';

/** A value with less weight than between "little" and "some" is not worth a call for the sentence that shows it. */
const SHOWN_FROM = 2.5;
/** Room for six values with their sentences. */
const LIST_TOKENS = 130;

/**
 * The profile of a text as a judge reads it that is told the question and the text alone, never the target or the steps
 * before: which values play a part and the sentences that show them, and the priority of each.
 */
export async function judgeText(
  calls: Calls,
  prompts: Prompts,
  text: string,
  context: Context,
): Promise<Attribution> {
  const { valueSystem } = context;
  const inputs = { question: questionText(context.question), sentences: numberedSentences(text) };
  const names = valueSystem.values.map(({ name }) => name);
  let located: Finding[] | null = null;
  const relevance = await relevantValues(
    calls,
    {
      list: async ({ turn, room, temperature }) => {
        const message = calls.ask(prompts.of('judge-relevance'), { ...inputs, values: names.join(', ') });
        const contract = locatedConcepts(names, Math.max(1, sentenceSpans(text).length));
        const ask = { maxTokens: LIST_TOKENS * room, temperature, turn };
        const { concepts } = await calls.json([message], contract, ask);
        located = concepts.flatMap(({ value, sentence, stance }) => {
          const valueId = idOfName(valueSystem, value);
          return valueId === undefined ? [] : sentenceFinding(text, sentence, valueId, stance);
        });
        return concepts.map(({ value }) => value);
      },
      each: prompts.of('judge-value-relevance'),
      inputs,
    },
    valueSystem,
  );

  const asked: Finding[] = [];
  const showing = async (messages: readonly Message[], { value, estimate }: Rated) => {
    if (located !== null || estimate.priority < SHOWN_FROM) return messages;
    const { number, after } = await askForSentence(calls, prompts, messages, value.name, text);
    asked.push(...sentenceFinding(text, number, value.id, 'for'));
    return after;
  };
  const first = (value: Rated['value']) =>
    calls.ask(prompts.of('judge'), { ...inputs, value: valueText(value) });
  const rated = await rateValues(calls, relevance, context, { first, next: valueText }, showing);
  const relevant = new Set(rated.map(({ value }) => value.id));
  const findings = (located ?? asked).filter(({ valueId }) => relevant.has(valueId));
  return { scores: scoresOf(valueSystem, relevance, rated), concepts: conceptsOf(findings) };
}

/** Goes on with a value's conversation. An engine tells a few labels apart: of a long text the first sentences stand to choice. */
async function askForSentence(
  calls: Calls,
  prompts: Prompts,
  messages: readonly Message[],
  name: string,
  text: string,
): Promise<{ number: number; after: readonly Message[] }> {
  const count = Math.min(calls.capabilities.maxLabels, sentenceSpans(text).length);
  if (count < 2) return { number: 1, after: messages };
  const numbers = Array.from({ length: count }, (_, at) => String(at + 1));
  const asked = [...messages, calls.ask(prompts.of('judge-sentence'), { value: name })];
  const { probabilities, picked } = await calls.choose(asked, numbers, { about: name });
  return {
    number: 1 + probabilities.indexOf(Math.max(...probabilities)),
    after: [...asked, reply(picked)],
  };
}
