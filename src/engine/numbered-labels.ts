/**
 * Most labels that are numbers from 1 on. A choice is read off its first token, and with ten of them “1” begins “10”;
 * every list that is put to a model by its numbers, sentences or phrases, is cut to this.
 */
export const MOST_NUMBERED_LABELS = 9;
