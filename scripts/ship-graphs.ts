/**
 * Makes the shipped graphs again from published data, all but the one of the 569 respondents (estimate-graph.ts). Deterministic: the
 * same data give the same files. Only numbers are written, no rows and no sentences of the data.
 *
 *     npm run ship:graphs -- <folder with survey, touche23 and dailydilemmas>
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import prettier from 'prettier';
import { missingFolders, SHIPPED_FILES } from './ship-graphs/shipped-files';

const GRAPHS = path.resolve(import.meta.dirname, '../static-data/graphs');

const [root] = process.argv.slice(2);
if (root === undefined) {
  console.error('Name the folder that holds survey, touche23 and dailydilemmas.');
  process.exit(1);
}
for (const shipped of SHIPPED_FILES) {
  const missing = missingFolders(shipped, root);
  if (missing.length > 0) {
    console.error(`NOT MADE: ${shipped.file}. There is no ${missing.join(', no ')} in ${root}.`);
    process.exitCode = 1;
    continue;
  }
  const graph = shipped.build(root);
  const text = await prettier.format(JSON.stringify(graph), { parser: 'json', printWidth: 110 });
  writeFileSync(path.join(GRAPHS, shipped.file), text);
  console.log(`${shipped.file}: ${graph.nodes.length} nodes, ${graph.edges.length} edges`);
}
