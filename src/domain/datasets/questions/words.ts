const words = (list: string) => list.trim().split(/\s+/);

/** Auxiliaries that can change places with the subject as they stand: "X should Y" becomes "Should X Y?". */
export const MODALS = ['should', 'must', 'can', 'could', 'will', 'would', 'shall', 'may', 'might', 'cannot'];
export const BE = ['is', 'are', 'was', 'were'];

/** Main verbs that need "do", by their form in the text: "X brings Y" becomes "Does X bring Y?". */
export const DO_VERBS = new Map<string, { auxiliary: 'do' | 'does'; base: string }>();
for (const base of words(
  'need want bring make cause harm help deserve exist have do improve increase matter',
)) {
  DO_VERBS.set(base, { auxiliary: 'do', base });
}
for (const pair of words(`
  needs/need wants/want brings/bring makes/make causes/cause harms/harm helps/help deserves/deserve exists/exist has/have
  does/do improves/improve increases/increase leads/lead matters/matter works/work
`)) {
  const [form = '', base = ''] = pair.split('/');
  DO_VERBS.set(form, { auxiliary: 'does', base });
}

/** Words after which the next word is no main verb of the sentence: "the need", "to help", "of harm". */
export const NOT_BEFORE_VERB = [
  'the',
  'a',
  'an',
  'of',
  'in',
  'no',
  'to',
  'their',
  'our',
  'its',
  'for',
  'and',
  'or',
  'not',
];

/** Conclusions that begin with one of these ask us to do something: "Ban X" becomes "Should we ban X?". */
export const IMPERATIVES = words(`
  abandon abolish adopt allow ban cancel criminalize end forbid increase introduce invest legalize
  limit prohibit promote protect reduce stop subsidize support tax
`);

/** First words that keep their capital inside a sentence and show no other sign of being names. */
export const PROPER_WORDS = words(`
  Africa African America American Arabic Asia Asian Australia Austria Belgium Brazil Brexit Britain
  British Brussels Buddhism Bulgaria Canada Catalan Catalonia Catholic China Chinese Christian
  Christianity Christmas Croatia Cyprus Danish Denmark Dutch Easter Egypt England English Erasmus
  Esperanto Estonia Europe European Europeans Facebook Finland France French Frontex Gaza German
  Germany God Google Greece Greek Hindi Hindu Hinduism Holocaust Hungary I Iceland India Indian
  Indians Iran Iraq Ireland Irish Islam Islamic Israel Italy Italian Japan Japanese Jewish Judaism
  Kashmir Latin Latvia Lithuania London Luxembourg Malta Mexico Moscow Muslim Muslims Norway Pakistan
  Palestine Poland Polish Portugal Romania Russia Russian Russians Scientology Scotland Serbia
  Slovakia Slovenia Spain Spanish Sweden Swedish Switzerland Syria Taiwan Tibet Turkey Turkish Ukraine
  Ukrainian Venezuela Vietnam Wales Wikipedia Zoroastrianism
`);
