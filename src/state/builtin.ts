// First: everything below may bring zod with it.
import '../no-eval';

/** The built-in reasoner with its words, as one chunk that loads while the page is drawn. */
export { BuiltinReasoner } from '../pipeline/builtin/builtin-reasoner';
export { buildResources } from '../pipeline/builtin/build-resources';
export { phraseFiles } from './phrase-files';
