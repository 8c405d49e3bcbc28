import { existsSync } from 'node:fs';
import path from 'node:path';
import { filesMatching, initialScripts, totalGzip } from './bundle-size';

const ROOT = path.resolve(import.meta.dirname, '..');
const DIST = path.join(ROOT, 'dist');
const page = path.join(DIST, 'index.html');

if (!existsSync(page)) throw new Error('There is no dist/index.html. Run "npm run build" first.');

const classifier = path.join(ROOT, 'static-data', 'classifier');
const budgets = [
  { name: 'initial JavaScript', files: initialScripts(page), limit: 90_000 },
  {
    name: 'classifier',
    files: existsSync(classifier) ? filesMatching(classifier, /./) : [],
    limit: 1_500_000,
  },
];

for (const { name, files, limit } of budgets) {
  const size = totalGzip(files);
  const verdict = size <= limit ? 'ok' : 'TOO LARGE';
  console.log(`${verdict}  ${name}: ${size} of ${limit} bytes gzipped, ${files.length} files`);
  if (size > limit) process.exitCode = 1;
}
