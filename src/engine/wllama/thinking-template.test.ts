import { expect, it } from 'vitest';
import { thinkingOf } from './thinking-template';

const frame = (reply: string, history = '') =>
  `{% for message in messages %}<|im_start|>{{ message.role }}\n${history}{{ message.content }}{% endfor %}` +
  `{% if add_generation_prompt %}{{ '<|im_start|>assistant${reply}' }}{% endif %}`;
const HISTORY = "{% set content = message.content.split('</think>')[-1] %}";

it.each([
  [
    'asks by the name that llama.cpp passes on',
    frame('{% if enable_thinking %}<think>{% endif %}'),
    true,
    'asks',
  ],
  ['opens a thought itself', frame('\\n<think>\\n', HISTORY), false, 'close'],
  ['takes thoughts off, of a model that thinks', frame('', HISTORY), true, 'close'],
  ['takes thoughts off, of a model that is not known to think', frame('', HISTORY), false, 'none'],
  ['closes its thought already', frame('<think>\\n\\n</think>'), false, 'none'],
  ['knows no thoughts', frame(''), true, 'none'],
  ['knows no prompt for a reply', '{{ messages[0].content }} <think>', false, 'none'],
])('sees a template that %s', (_what, template, thinks, expected) => {
  expect(thinkingOf(template, thinks)).toBe(expected);
});
