/*
 * Files of static-data/ as typed modules. The build reads every one of them through its schema and stops at the first that
 * does not fit (build/static-data-plugin.ts), so what arrives in the page needs no second reading, and the schemas' code
 * need not be there before the first run.
 */
declare module '*/value-systems/schwartz-10.json?checked' {
  import type { ValueSystem } from './domain/values/value-system';
  const system: ValueSystem;
  export default system;
}
declare module '*/value-systems/touche-20.json?checked' {
  import type { ValueSystem } from './domain/values/value-system';
  const system: ValueSystem;
  export default system;
}
declare module '*/graphs/schwartz-10-value-portrait.json?checked' {
  import type { ValueGraph } from './domain/scm/value-graph';
  const graph: ValueGraph;
  export default graph;
}
declare module '*/models/catalogue.json?checked' {
  import type { Catalogue } from './engine/models/model-entry';
  const catalogue: Catalogue;
  export default catalogue;
}
declare module '*/models/webllm-libraries.json?checked' {
  import type { WebllmLibraries } from './engine/models/model-entry';
  const libraries: WebllmLibraries;
  export default libraries;
}
