import { cleanText } from '../clean-text';
import { capitalised, insideSentence } from './first-word';
import { parseConclusion, type ParsedConclusion } from './parse-conclusion';
import { IMPERATIVES } from './words';

/** A conclusion as something to decide. */
export type ConclusionQuestion = {
  /** Ends in a question mark; "yes" agrees with the conclusion. */
  question: string;
  /** What one says who agrees, as it stands after "that": "we should ban leaf blowers". */
  agreed: string;
  /** What one says who disagrees: "we should not ban leaf blowers". */
  denied: string;
  /** True where no rule applied and the conclusion is quoted as it is. */
  quoted: boolean;
};

const NEEDS_NEGATION = /\b(any|anymore|anything|either|yet|ever)\b/i;
const NEGATIVE = /\b(no|not|never|neither|only)\b/i;
const UNIVERSAL = /^(all|every|everyone|everybody|each|no|nobody)\b/i;

/**
 * Turns the conclusion of an argument into a question:
 * "We should ban leaf blowers" gives "Should we ban leaf blowers?", "Zoos do harm" gives "Do zoos do harm?".
 * A negated one keeps its meaning: "We should not eat meat" gives "Is it right that we should not eat meat?".
 * Where no rule fits, the conclusion is quoted: "Is it right to say: “…”?".
 */
export function conclusionQuestion(conclusion: string): ConclusionQuestion {
  const text = cleanText(conclusion).replace(/[\s.!…,;:]+$/, '');
  if (text.endsWith('?')) return quoted(text, capitalised(text));
  const [first = ''] = text.toLowerCase().split(' ');
  if (IMPERATIVES.includes(first))
    return fromParts({ subject: 'we', auxiliary: 'should', rest: insideSentence(text), negated: false });
  const parsed = parseConclusion(text);
  if (parsed) return fromParts({ ...parsed, subject: insideSentence(parsed.subject) });
  if (/^\w+ing$/.test(first) && text.includes(' ')) {
    return fromParts({
      subject: insideSentence(text),
      auxiliary: 'is',
      rest: 'the right thing to do',
      negated: false,
    });
  }
  return quoted(text);
}

function fromParts({ subject, auxiliary, rest, negated }: ParsedConclusion): ConclusionQuestion {
  const plain = statement(subject, auxiliary, rest);
  const denial = negation(subject, auxiliary, rest);
  const wrong = (claim: string) => `it is wrong to say that ${claim}`;
  if (negated) {
    // "we should have any …" is no English, so its negation can't be undone by leaving "not" out.
    const denied = NEEDS_NEGATION.test(rest) ? wrong(denial) : plain;
    return { question: `Is it right that ${denial}?`, agreed: denial, denied, quoted: false };
  }
  // "There should not be no …" and "all … should not …" would hide what is denied.
  const denied = NEGATIVE.test(rest) || UNIVERSAL.test(subject) ? wrong(plain) : denial;
  return { question: `${capitalised(auxiliary)} ${subject} ${rest}?`, agreed: plain, denied, quoted: false };
}

/** "does" + "need X" is "needs X" again; every other auxiliary stands as it is. */
function statement(subject: string, auxiliary: string, rest: string): string {
  if (auxiliary === 'do') return `${subject} ${rest}`;
  if (auxiliary !== 'does') return `${subject} ${auxiliary} ${rest}`;
  const [verb = '', ...object] = rest.split(' ');
  return [subject, thirdPerson(verb), ...object].join(' ');
}

function thirdPerson(verb: string): string {
  if (verb === 'have') return 'has';
  return /(s|sh|ch|x|o)$/.test(verb) ? `${verb}es` : `${verb}s`;
}

function negation(subject: string, auxiliary: string, rest: string): string {
  if (auxiliary === 'can') return `${subject} cannot ${rest}`;
  // "must not" forbids; who denies a "must" says that there is no need.
  if (auxiliary === 'must') return `${subject} need not ${rest}`;
  return `${subject} ${auxiliary} not ${rest}`;
}

function quoted(text: string, question?: string): ConclusionQuestion {
  const plain = text.replaceAll('“', '‘').replaceAll('”', '’');
  return {
    question: question ?? `Is it right to say: “${plain}”?`,
    agreed: `it is right to say “${plain}”`,
    denied: `it is wrong to say “${plain}”`,
    quoted: true,
  };
}
