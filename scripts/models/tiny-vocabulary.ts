/** Common words, the most common first: the tiny model reads most prompts in whole words, and babbles in them. */
const WORDS =
  `the to and of a is in you it that for be are what or your not one with on this as more can do have
they at by from would should about how who will my we if there their which when than so people but an no all some
value values answer question person response write text each only into other because good help keep make work give take
say ask know need want feel think choose tell matter care risk safe safety family friend friends child children parents
mother father school teacher home house money job time life year years day way thing things world country community rules
rule law right rights freedom power success pleasure tradition security conformity benevolence universalism achievement
stimulation hedonism self direction important importance honest honesty fair fairness kind respect trust others own new old
first last next most least very much many few little less enough also still even just then now here where why both either
between against without within before after over under again through could may might must does did has had been being was
were his her him she he them us our me its those these such same different high low strong weak true false yes reason
reasons better best worse part play point points example answers advise advice option options decide decision plan change
let leave stay move go come find see look hear read speak talk call use try start stop end open close place open public
private health food water nature animals earth future past`
    .split(/\s+/)
    .filter((word, index, words) => words.indexOf(word) === index);
/** So many of them stand at the beginning of a line or a sentence as well. */
const INITIAL_WORDS = 80;

/** Characters that text and JSON are made of, with how often they come for each hundred words. */
const MARKS: Readonly<Record<string, number>> = {
  '.': 6,
  ',': 5,
  '"': 4,
  '}': 2,
  ']': 2,
  ':': 1,
  '{': 1,
  '[': 1,
  '?': 0.5,
  '\n': 0.5,
  ' ': 1,
  '1': 1,
  '2': 1,
  '3': 1,
  '4': 1,
  '5': 1,
  '0': 0.5,
};
const END = 2.5;
/** What no word is: single bytes, and beginnings of words. */
const RARE = 0.005;

export const CHAT_TEMPLATE =
  "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>' + '\\n' }}{% endfor %}" +
  "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}";

export interface Vocabulary {
  readonly tokens: readonly string[];
  /** Pairs that the tokeniser joins, the first ones first. */
  readonly merges: readonly string[];
  /** 1 for ordinary tokens, 3 for control tokens. */
  readonly types: readonly number[];
  /** How often each comes, relative to the others. */
  readonly frequencies: readonly number[];
  /** The tokens that are whole words after a space. */
  readonly words: readonly number[];
  readonly start: number;
  readonly end: number;
}

/**
 * A byte-level vocabulary as GPT-2's: each byte is a token, and a word is joined letter by letter from its beginning,
 * so that every text can be read and the longest known beginning of a word becomes one token.
 */
export function tinyVocabulary(): Vocabulary {
  const frequency = new Map<string, number>();
  const merges = new Set<string>();
  for (let byte = 0; byte < 256; byte += 1) frequency.set(letterOf(byte), RARE);
  for (const [mark, often] of Object.entries(MARKS)) frequency.set(lettersOf(mark), often);
  const addWord = (word: string, often: number): void => {
    const letters = [...lettersOf(word)];
    for (let length = 2; length <= letters.length; length += 1) {
      const beginning = letters.slice(0, length).join('');
      merges.add(`${letters.slice(0, length - 1).join('')} ${letters[length - 1] ?? ''}`);
      const known = frequency.get(beginning) ?? RARE;
      frequency.set(beginning, length === letters.length ? Math.max(known, often) : known);
    }
  };
  WORDS.forEach((word, rank) => {
    // Zipf's law: the tenth word comes a tenth as often as the first.
    const often = 20 / (rank + 1);
    addWord(` ${word}`, often);
    if (rank >= INITIAL_WORDS) return;
    for (const initial of [word, capitalised(word), ` ${capitalised(word)}`]) addWord(initial, RARE);
  });
  const tokens = [...frequency.keys(), '<|im_start|>', '<|im_end|>'];
  const place = new Map(tokens.map((token, index) => [token, index]));
  return {
    tokens,
    words: WORDS.map((word) => place.get(lettersOf(` ${word}`)) ?? 0),
    merges: [...merges],
    types: tokens.map((_, index) => (index < frequency.size ? 1 : 3)),
    frequencies: [...frequency.values(), RARE, END],
    start: tokens.length - 2,
    end: tokens.length - 1,
  };
}

const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

const lettersOf = (text: string): string => [...Buffer.from(text, 'utf8')].map(letterOf).join('');

/** GPT-2 writes a byte that is no printable character as one from U+0100 on, so that tokens are visible text. */
function letterOf(byte: number): string {
  if (isPrintable(byte)) return String.fromCharCode(byte);
  let unprintableBefore = 0;
  for (let other = 0; other < byte; other += 1) if (!isPrintable(other)) unprintableBefore += 1;
  return String.fromCharCode(256 + unprintableBefore);
}

const isPrintable = (byte: number): boolean =>
  (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || (byte >= 174 && byte <= 255);
