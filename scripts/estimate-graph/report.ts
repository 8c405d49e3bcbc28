import { cholesky, inverse } from '../../src/domain/scm/linear-algebra';
import type { Estimate } from './estimate';
import { circleExpects, type Sample } from './other-samples';

/** What the estimate looks like beside theory and other samples, as Markdown: the tables of docs/causal-model.md. */
export function report(valueIds: readonly string[], estimated: Estimate, samples: readonly Sample[]): string {
  const { moments, edges } = estimated;
  const columns = samples.flatMap(({ name }) => [`${name}: plain`, `${name}: partial`]);
  const header = [
    'arrow',
    'weight',
    '95 % interval',
    'joined',
    'directed',
    'direction',
    'circle',
    ...columns,
  ];
  const rows = edges.map(({ from, to, ...edge }) => [
    `${valueIds[from]} → ${valueIds[to]}`,
    edge.weight.toFixed(2),
    edge.interval.map((end) => end.toFixed(2)).join(' to '),
    edge.joined.toFixed(2),
    edge.directed.toFixed(2),
    edge.undecided ? 'open' : 'fixed by the class',
    circleExpects(from, to).toFixed(2),
    ...samples.flatMap(({ plain, partial }) => [plain[from][to].toFixed(2), partial[from][to].toFixed(2)]),
  ]);
  const agree = (expected: (from: number, to: number) => number): string => {
    const same = edges.filter(({ from, to, weight }) => expected(from, to) * weight > 0).length;
    return `${same} of ${edges.length}`;
  };
  return [
    table(header, rows),
    '',
    `People: ${moments.n}. Level put back: ${moments.level.toFixed(4)} answer points squared.`,
    `Largest variance inflation factor after that: ${largestInflation(moments.regular).toFixed(2)}.`,
    `Graphs in the equivalence class: ${estimated.classSize}.`,
    `Same sign as the circle: ${agree(circleExpects)}.`,
    ...samples.map(
      ({ name, plain, partial }) =>
        `Same sign in ${name}: plain ${agree((from, to) => plain[from][to])}, partial ${agree((from, to) => partial[from][to])}.`,
    ),
  ].join('\n');
}

/** How many times the variance of a value exceeds what the nine others leave of it: Σ_ii (Σ⁻¹)_ii, infinite where singular. */
function largestInflation(covariance: readonly (readonly number[])[]): number {
  const factor = cholesky(Float64Array.from(covariance.flat()), covariance.length);
  if (!factor.ok) return Infinity;
  const precision = inverse(factor);
  return Math.max(...covariance.map((row, i) => row[i] * precision[i * covariance.length + i]));
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
