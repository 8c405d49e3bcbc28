import { z } from 'zod';
import type { Message } from '../language-model';

/** The part of a model's `mlc-chat-config.json` that says how its prompts are put together. */
export const chatConfigSchema = z.object({
  conv_template: z.object({
    system_template: z.string(),
    role_templates: z.record(z.string(), z.string()).nullish(),
  }),
});
type ConversationTemplate = z.infer<typeof chatConfigSchema>['conv_template'];

const FUNCTIONS = '{function_string}';
const PLACEHOLDERS: Record<Message['role'], string> = {
  system: '{system_message}',
  user: '{user_message}',
  assistant: '{assistant_message}',
};

/**
 * web-llm puts a text into its template as the replacement of `String.replace`, where `$&` and its like mean something
 * else than themselves, and then takes the first `{function_string}` out of the whole. Written as this gives it, a text
 * reaches the model as it was (0.2.79 and 0.2.86, `Conversation.getPromptArrayInternal`).
 */
export function asReplacement({ role, content }: Message, template: ConversationTemplate): string {
  const frame = role === 'system' ? template.system_template : template.role_templates?.[role];
  const at = frame?.indexOf(PLACEHOLDERS[role]) ?? -1;
  // No frame, no replacement; a frame without a place for it drops the text, whatever it says.
  if (frame === undefined || at < 0) return content;
  const literal = content.replaceAll('$', '$$$$');
  if (role === 'system' || frame.slice(0, at).includes(FUNCTIONS)) return literal;
  // Taking the inner one out leaves the outer one whole.
  return literal.replace(FUNCTIONS, `{function_${FUNCTIONS}string}`);
}
