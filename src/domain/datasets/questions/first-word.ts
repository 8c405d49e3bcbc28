import { PROPER_WORDS } from './words';

const PROPER = new Set(PROPER_WORDS);

/**
 * The sentence as it stands inside another one: its first letter small, unless the first word is a name.
 * A word is taken for a name when it is in the list, holds another capital or a digit ("EU", "MBAs", "5G"), or is followed
 * by a word with a capital ("Foreign Policy").
 */
export function insideSentence(sentence: string): string {
  const [first = '', second = ''] = sentence.split(' ');
  const bare = first.replace(/^["'“‘(]+/, '').replace(/['’]s?$|[,:]$/g, '');
  const [stem = ''] = bare.split('-');
  if (bare !== first.replace(/['’]s?$|[,:]$/g, '')) return sentence;
  if (PROPER.has(bare) || PROPER.has(stem) || /\d/.test(bare) || /[A-Z]/.test(bare.slice(1))) return sentence;
  // "The EU", "A Union" and "We Europeans": an article or a pronoun is no part of the name after it.
  const isFunctionWord =
    /^(the|a|an|all|every|each|some|no|we|our|it|there|this|these|those|in|only|any|most)$/i.test(first);
  if (!isFunctionWord && /^[A-Z]/.test(second)) return sentence;
  return sentence.charAt(0).toLocaleLowerCase('en') + sentence.slice(1);
}

export function capitalised(sentence: string): string {
  return sentence.charAt(0).toLocaleUpperCase('en') + sentence.slice(1);
}
