import type { Concept } from '../../domain/runs/attribution';
import { sentenceSpans } from '../../domain/text/sentences';
import type { Value } from '../../domain/values/value-system';
import type { Context } from '../reasoner';
import type { Calls } from './calls';
import { conceptsOf, sentenceFinding, type Finding } from './concepts-of';
import { foundConcepts, locatedConcepts } from './contracts';
import { findQuote } from './find-quote';
import type { Prompts } from './prompts';
import { idOfName, numberedSentences, questionText } from './question-text';
import { UnusableReply, withRepairs, type Turn } from './repair';

const QUOTE_TOKENS = 200;
const SENTENCE_TOKENS = 120;

/**
 * C_r: the words of a text that show each of the given values. A quote that is not in the text is dropped and counted;
 * where none is left, the model names sentences by their numbers instead.
 */
export async function extractConcepts(
  calls: Calls,
  prompts: Prompts,
  text: string,
  values: readonly Value[],
  context: Context,
): Promise<Concept[]> {
  if (values.length === 0 || sentenceSpans(text).length === 0) return [];
  const names = values.map(({ name }) => name);
  const question = questionText(context.question);
  const findings = await withRepairs(calls, 'list of concepts', {
    wide: async ({ turn, room, temperature }: Turn) => {
      const message = calls.ask(prompts.of('extract-concepts'), {
        question,
        sentences: numberedSentences(text),
        values: names.join(', '),
      });
      const ask = { maxTokens: QUOTE_TOKENS * room, temperature, turn };
      const { concepts } = await calls.json([message], foundConcepts(names), ask);
      const found = concepts.flatMap(({ value, quote, stance }): Finding[] => {
        const valueId = idOfName(context.valueSystem, value);
        const place = findQuote(quote, text);
        if (!place) calls.drop('quote', quote, 'These words are not in the text.');
        return place && valueId !== undefined ? [{ valueId, quote: place, stance }] : [];
      });
      if (found.length === 0) throw new UnusableReply(false, 'No quote of the reply is in the text.');
      return found;
    },
    narrow: (turn) => locate(calls, prompts, text, names, context, turn),
    skipWide: calls.capabilities.constraint === 'none',
  });
  return conceptsOf(findings);
}

async function locate(
  calls: Calls,
  prompts: Prompts,
  text: string,
  names: readonly string[],
  context: Context,
  { turn, room, temperature }: Turn,
): Promise<Finding[]> {
  const message = calls.ask(prompts.of('locate-concepts'), {
    question: questionText(context.question),
    sentences: numberedSentences(text),
    values: names.join(', '),
  });
  const contract = locatedConcepts(names, sentenceSpans(text).length);
  const ask = { maxTokens: SENTENCE_TOKENS * room, temperature, turn };
  const { concepts } = await calls.json([message], contract, ask);
  if (concepts.length === 0) throw new UnusableReply(false, 'The model named no sentence.');
  return concepts.flatMap(({ value, sentence, stance }) => {
    const valueId = idOfName(context.valueSystem, value);
    return valueId === undefined ? [] : sentenceFinding(text, sentence, valueId, stance);
  });
}
