import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Comparison, describeComparison, isMet } from '../bench/peers/comparison';
import {
  compareGes,
  compareLingam,
  comparePc,
  compareSurvey,
  type Peer,
} from '../bench/peers/learning-tasks';
import { makePeerData } from '../bench/peers/peer-data';
import { pythonEnvironment } from '../bench/peers/python-environment';
import { compareCounterfactual, timeSeparation, timeTotalEffects } from '../bench/peers/scm-tasks';

/**
 * The causal core beside causal-learn and dowhy: the same data, both times, and whether the answers agree.
 * Ends with status 1 where a limit or an agreement is not met.
 */
const CACHE = path.resolve(import.meta.dirname, '../.cache');
const DATA = path.join(CACHE, 'peers-data');

const { values: options } = parseArgs({
  options: {
    /** Where to write the figures, as a list of {name, value, unit, target}. */
    json: { type: 'string' },
    /** Another seed makes other graphs and data. */
    seed: { type: 'string', default: '1' },
    /** Runs our half only. */
    alone: { type: 'boolean', default: false },
  },
});

const environment = options.alone
  ? { why: 'it was asked for' }
  : pythonEnvironment(path.join(CACHE, 'peers'));
if ('why' in environment) {
  console.log(`\n### ONLY OUR HALF RUNS, nothing is compared with the peers: ${environment.why}. ###\n`);
}
const peer: Peer = 'python' in environment ? { python: environment.python, folder: DATA } : undefined;
const data = makePeerData(DATA, Number(options.seed));
const all: Comparison[] = [];
const show = (...comparisons: Comparison[]): void => {
  for (const comparison of comparisons) console.log(describeComparison(comparison));
  all.push(...comparisons);
};
show(...(await comparePc(data, peer)));
show(await compareLingam(data, peer));
show(await compareCounterfactual(data, peer));
show(...(await compareSurvey(data, peer)));
show(await compareGes(data, peer));
show(timeTotalEffects(), timeSeparation());

if (options.json !== undefined)
  writeFileSync(options.json, `${JSON.stringify(all.flatMap(figures), null, 2)}\n`);
if (!all.every(isMet)) process.exitCode = 1;

/** Our time as a figure; its target is the limit, or the accepted share of the peer's time. */
function figures({ task, oursMs, peerMs, shareMax, limitMs }: Comparison): object[] {
  const ofPeer =
    peerMs !== undefined && shareMax !== undefined ? peerMs * shareMax : Number.POSITIVE_INFINITY;
  const target = Math.min(limitMs ?? Number.POSITIVE_INFINITY, ofPeer);
  return [
    { name: task, value: oursMs, unit: 'ms', ...(Number.isFinite(target) ? { target } : {}) },
    ...(peerMs === undefined ? [] : [{ name: `${task}, peer`, value: peerMs, unit: 'ms' }]),
  ];
}
