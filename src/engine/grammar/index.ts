export { grammarOf, labelGrammar } from './compile-grammar';
export { jsonSchemaOf } from './json-schema';
export { readReply } from './read-reply';
export { stripThinking } from './strip-thinking';
export { phrase } from './text-styles';
