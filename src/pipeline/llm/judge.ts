import type { Attribution } from '../../domain/runs/attribution';
import { sentenceSpans } from '../../domain/text/sentences';
import type { Context } from '../reasoner';
import { reply } from './ask-each';
import type { Calls } from './calls';
import { conceptsOf, type Finding } from './concepts-of';
import type { Prompts } from './prompts';
import { numberedSentences, questionText, valueText } from './question-text';
import { relevantValues } from './relevance';
import { rateValues, scoresOf } from './score-values';

/** A value with less weight than between "little" and "some" is not worth a call for the sentence that shows it. */
const SHOWN_FROM = 2.5;

/**
 * The profile of a text as a judge reads it that is told the question and the text alone, never the target or the steps
 * before: which values play a part, the priority of each of those, and the sentence that shows it where it has some weight.
 */
export async function judgeText(
  calls: Calls,
  prompts: Prompts,
  text: string,
  context: Context,
): Promise<Attribution> {
  const { valueSystem } = context;
  const spans = sentenceSpans(text);
  const inputs = { question: questionText(context.question), sentences: numberedSentences(text) };
  const relevance = await relevantValues(
    calls,
    { list: prompts.of('judge-relevance'), each: prompts.of('judge-value-relevance'), inputs },
    valueSystem,
  );
  // An engine tells a few labels apart: of a long text the first sentences stand to choice.
  const numbers = spans.slice(0, calls.capabilities.maxLabels).map((_, at) => String(at + 1));
  const findings: Finding[] = [];
  const rated = await rateValues(
    calls,
    relevance,
    context,
    {
      first: (value) => calls.ask(prompts.of('judge'), { ...inputs, value: valueText(value) }),
      next: valueText,
    },
    async (messages, { value, estimate }) => {
      if (estimate.priority < SHOWN_FROM) return messages;
      let at = 0;
      let after = messages;
      if (numbers.length > 1) {
        const asked = [...messages, calls.ask(prompts.of('judge-sentence'), { value: value.name })];
        const { probabilities, picked } = await calls.choose(asked, numbers, { about: value.name });
        at = probabilities.indexOf(Math.max(...probabilities));
        after = [...asked, reply(picked)];
      }
      for (const { start, end } of spans.slice(at, at + 1)) {
        findings.push({
          valueId: value.id,
          quote: { start, end, text: text.slice(start, end) },
          stance: 'for',
        });
      }
      return after;
    },
  );
  return { scores: scoresOf(valueSystem, relevance, rated), concepts: conceptsOf(findings) };
}
