/**
 * Words that play down what their sentence is about. Only wording that leaves no doubt is listed: a bare "not" negates too
 * many things to tell which.
 */
const AGAINST =
  /\b(?:(?:is|are|was) no (?:good |sufficient )?reasons? (?:to|for|that)|no reasons? to|(?:should|must|need|can|may|does|do|will|would) ?n[o']t (?:all |always |really |alone |have to |be )?(?:decide|decisive|matter|count|weigh|guide|settle|sway|rule|given|kept|followed|needed|get in the way|tip the (?:balance|scales)|come (?:into (?:it|this)|first)|stand in the way)|(?:counts?|matters?|weighs?) (?:for )?(?:very |rather |so )?(?:little|less)|carr(?:y|ies) (?:very )?little weight|(?:can|could|may|will have to|has to|have to) wait|can (?:easily )?(?:be set aside|give way|be left aside|be neglected)|hardly (?:matters?|counts?|weighs?)|comes? second|takes? second place|(?:is|are) not what|(?:is|are|was) (?:not (?:the point|important|decisive|everything|the yardstick)|beside the point|secondary|overrated|unimportant)|need not|leaves? me cold|least of all)\b/iu;

/** Words that give a thing a small place: what follows them is mentioned in passing. */
const PASSING =
  /\b(?:(?:also )?(?:gives?|leaves?|keeps?|makes?|has|have) (?:some|a little|a bit of) (?:room|space|place|time|thought) (?:to|for)|there is (?:also )?(?:some|a little) room for|some thought (?:also )?goes to|(?:some|a little|a small) (?:weight|regard|consideration|part) (?:also )?(?:goes|belongs|is given|is owed) to|in passing|by the way|to a (?:small|lesser) (?:degree|extent)|as a side effect)\b/iu;

export type Emphasis = 'for' | 'passing' | 'against';

/** How a sentence speaks of what it is about, and the character range of the cue, if there is one. */
export interface Cue {
  readonly emphasis: Emphasis;
  readonly start: number;
  readonly end: number;
}

/** For instance "Fun can wait." is played down by the cue "can wait", at 4 to 12; "Fun matters." has none. */
export function findCue(sentence: string): Cue {
  for (const [emphasis, pattern] of [
    ['against', AGAINST],
    ['passing', PASSING],
  ] as const) {
    const match = pattern.exec(sentence);
    if (match) return { emphasis, start: match.index, end: match.index + match[0].length };
  }
  return { emphasis: 'for', start: 0, end: 0 };
}
