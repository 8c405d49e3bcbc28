import type { Concept } from '../../domain/runs/attribution';
import { sentenceSpans } from '../../domain/text/sentences';
import type { ValueId } from '../../domain/values/value-system';

const LABEL_MAX = 80;

export interface Finding {
  readonly valueId: ValueId;
  readonly quote: NonNullable<Concept['quote']>;
  readonly stance: Concept['stance'];
}

/** The whole sentence with this number, from 1, as a finding; none where the text has no such sentence. */
export function sentenceFinding(
  text: string,
  number: number,
  valueId: ValueId,
  stance: Finding['stance'],
): Finding[] {
  return sentenceSpans(text)
    .slice(number - 1, number)
    .map(({ start, end }) => ({ valueId, quote: { start, end, text: text.slice(start, end) }, stance }));
}

/** Findings as concepts, each place of the text once a value. Nobody knows how much a finding weighs, so all of a value weigh the same. */
export function conceptsOf(findings: readonly Finding[]): Concept[] {
  const found = new Map(findings.map((finding) => [`${finding.valueId}-${finding.quote.start}`, finding]));
  const kept = [...found];
  return kept.map(([id, { valueId, quote, stance }]) => ({
    id,
    valueId,
    label: shorten(quote.text),
    stance,
    weight: 1 / kept.filter(([, other]) => other.valueId === valueId).length,
    quote,
  }));
}

function shorten(words: string): string {
  const plain = words.replace(/\s+/g, ' ').replace(/[.!?…]+$/, '');
  return plain.length <= LABEL_MAX ? plain : `${plain.slice(0, plain.lastIndexOf(' ', LABEL_MAX - 2))} …`;
}
