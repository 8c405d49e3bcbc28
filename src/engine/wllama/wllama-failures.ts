/** A GGUF holds its chat template; one without it is a base model, which goes on with a text and answers nothing. */
export class NoChatTemplateError extends Error {
  override readonly name = 'NoChatTemplateError';

  constructor() {
    super('The GGUF has no chat template.');
  }
}

export class NotAModelError extends Error {
  override readonly name = 'NotAModelError';
}
