import { z } from 'zod';
import { THEMES } from './question-limits';
import { questionSchema } from './question';

/** A file of questions on one theme, as shipped in `static-data/questions/`. */
export const questionLibrarySchema = z.strictObject({
  kind: z.literal('question-library'),
  version: z.literal(1),
  theme: z.enum(THEMES),
  questions: z.array(questionSchema).min(1),
});
export type QuestionLibrary = z.infer<typeof questionLibrarySchema>;
