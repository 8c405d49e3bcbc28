/*
 * Files of static-data/ as typed modules. The build reads every one of them through its schema and stops at the first that
 * does not fit (build/static-data-plugin.ts), so what arrives in the page needs no second reading, and the schemas' code
 * need not be there before the first run. A type has to be named in place: an import inside these declarations would give
 * `any`, without a word.
 */
/* eslint-disable @typescript-eslint/consistent-type-imports */
declare module '*/value-systems/schwartz-10.json?checked' {
  const system: import('./domain/values/value-system').ValueSystem;
  export default system;
}
declare module '*/value-systems/touche-20.json?checked' {
  const system: import('./domain/values/value-system').ValueSystem;
  export default system;
}
declare module '*/graphs/schwartz-10-value-portrait.json?checked' {
  const graph: import('./domain/scm/value-graph').ValueGraph;
  export default graph;
}
declare module '*/models/catalogue.json?checked' {
  const catalogue: import('./engine/models/model-entry').Catalogue;
  export default catalogue;
}
declare module '*/models/webllm-libraries.json?checked' {
  const libraries: import('./engine/models/model-entry').WebllmLibraries;
  export default libraries;
}
declare module '*/self-test/sentences.json?checked' {
  const sentences: import('./domain/self-test/labelled-sentences').LabelledSentences;
  export default sentences;
}
