import { z } from 'zod';
import { MAX_NAME_LENGTH, MAX_NOTE_LENGTH } from './limits';

/** Characters that no format can carry (XML 1.0 §2.2 has the shortest list), as unpaired halves of a character are not. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u;
const UNPRINTABLE_IN_NOTE = /[\p{Cs}\uFFFE\uFFFF]|(?![\n\t])\p{Cc}/u;

/** One line without spaces around it: the id or the label of a node. */
export const nameSchema = z
  .string()
  .min(1)
  .max(MAX_NAME_LENGTH)
  .refine((text) => text.trim() === text, 'has spaces at an end')
  .refine((text) => !UNPRINTABLE.test(text), 'has a line break or a control character');

/** Free text of a person; may have several lines. */
export const noteSchema = z
  .string()
  .max(MAX_NOTE_LENGTH)
  .refine((text) => !UNPRINTABLE_IN_NOTE.test(text), 'has a control character');
