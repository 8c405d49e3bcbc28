/**
 * How a model that thinks before it answers is kept from it: its template asks whether it is to (`asks`), or llama.cpp has to
 * close an empty thought before the reply (`close`), or it doesn't think (`none`). Under a thought that stays open, a grammar
 * lets the model write its answer within it, and a reply without one may be all thought.
 * @param thinks whether the model is known to think by itself
 */
export function thinkingOf(template: string, thinks: boolean): 'asks' | 'close' | 'none' {
  if (template.includes('enable_thinking')) return 'asks';
  // llama.cpp learns the marks of a thought from the template, so that one without them has nothing to close.
  if (thinks && template.includes('</think>')) return 'close';
  const prompt = template.slice(template.lastIndexOf('add_generation_prompt'));
  return template.includes('add_generation_prompt') && /<think>(?!.*<\/think>)/s.test(prompt)
    ? 'close'
    : 'none';
}
