import type { DataMatrix } from '../../src/domain/discovery/data-matrix';
import { directLingam } from '../../src/domain/discovery/direct-lingam';
import { bootstrapEdges } from '../../src/domain/discovery/edge-frequencies';
import { ges } from '../../src/domain/discovery/ges';
import type { LearnedGraph } from '../../src/domain/discovery/learned-graph';
import { learn, type Learning } from '../../src/domain/discovery/learning';
import { pc } from '../../src/domain/discovery/pc';
import { isConflict, isJoined, structuralDistance } from '../../src/domain/discovery/pdag';
import { median } from '../figure';
import { type Agreement, type Comparison, pdagFromPeer, skeletonOf } from './comparison';
import { askPeer, PEER_TASKS, type PeerEdges } from './peer-answers';
import type { PeerData } from './peer-data';

/** Python and the folder with the data, or undefined where there is no Python. */
export type Peer = { python: string; folder: string } | undefined;

/** Runs a search to its end, once to warm up and then `repeats` times. */
function timed<T>(search: () => Learning<T>, repeats: number): { value: T; ms: number } {
  const once = (): T => {
    const result = learn(search());
    if (!result.ok) throw new Error(result.error.message);
    return result.value;
  };
  let value = once();
  const times = Array.from({ length: repeats }, () => {
    const start = performance.now();
    value = once();
    return performance.now() - start;
  });
  return { value, ms: median(times) };
}

/**
 * In how many pairs the graphs differ. Pairs that ours marks as a conflict and the peer directs are counted apart: there the
 * data contradict themselves, and the peer's arrows depend on the order of the columns or run in a circle.
 */
function agreeOn(ours: LearnedGraph, theirs: PeerEdges, what: 'graph' | 'skeleton'): Agreement {
  const peer = pdagFromPeer(ours.columns.length, theirs);
  const marked = ours.edges.filter(({ a, b, kind }) => {
    const [i, j] = [ours.columns.indexOf(a), ours.columns.indexOf(b)];
    return kind === 'conflicted' && isJoined(peer, i, j) && !isConflict(peer, i, j);
  }).length;
  const graph = structuralDistance(ours.pdag, peer) - marked;
  const skeleton = structuralDistance(skeletonOf(ours.pdag), skeletonOf(peer));
  const apart = marked === 0 ? '' : `; ${marked} more that ours marks as conflicts and the peer directs`;
  return {
    agrees: (what === 'graph' ? graph : skeleton) === 0,
    said: `${ours.edges.length} edges, SHD ${graph} (skeleton ${skeleton})${apart}`,
  };
}

export async function comparePc({ gaussian }: PeerData, peer: Peer): Promise<Comparison[]> {
  const alpha = 0.05;
  const first = timed(() => pc(gaussian, { alpha, conflicts: 'first' }), 5);
  const mark = timed(() => pc(gaussian, { alpha, conflicts: 'mark' }), 5);
  const answer = peer && (await askPeer(peer.python, peer.folder, 'pc', PEER_TASKS.pc));
  const compare = (task: string, ours: typeof first, theirs?: PeerEdges): Comparison => ({
    task,
    oursMs: ours.ms,
    shareMax: 0.5,
    ...(answer && theirs
      ? { peerMs: answer.seconds * 1000, agreement: agreeOn(ours.value, theirs, 'graph') }
      : {}),
  });
  return [
    compare(
      'PC-stable, Fisher’s z, 5,000 × 20, first collider wins (causal-learn’s default)',
      first,
      answer?.first,
    ),
    compare(
      'PC-stable, Fisher’s z, 5,000 × 20, conflicts marked (causal-learn’s uc_priority 1)',
      mark,
      answer?.mark,
    ),
  ];
}

export async function compareLingam({ uniform }: PeerData, peer: Peer): Promise<Comparison> {
  const ours = timed(() => directLingam(uniform), 3);
  const answer = peer && (await askPeer(peer.python, peer.folder, 'lingam', PEER_TASKS.lingam));
  const order = ours.value.order?.map((name) => uniform.columns.indexOf(name)) ?? [];
  const weightOf = new Map(ours.value.edges.map(({ a, b, weight }) => [`${a} ${b}`, weight ?? 0]));
  const agreement = (theirs: NonNullable<typeof answer>): Agreement => {
    let furthest = 0;
    let arrows = 0;
    for (const [to, row] of theirs.weights.entries()) {
      for (const [from, weight] of row.entries()) {
        const own = weightOf.get(`${uniform.columns[from]} ${uniform.columns[to]}`) ?? 0;
        furthest = Math.max(furthest, Math.abs(own - weight));
        if ((own === 0) !== (weight === 0)) arrows++;
      }
    }
    const same = order.join() === theirs.order.join();
    return {
      agrees: same,
      said: `${same ? 'the same order' : 'ANOTHER ORDER'}; ${weightOf.size} arrows, ${arrows} differ; weights differ by at most ${furthest.toPrecision(2)} (theirs are shrunk)`,
    };
  };
  return {
    task: 'DirectLiNGAM, 5,000 × 20',
    oursMs: ours.ms,
    shareMax: 0.5,
    ...(answer ? { peerMs: answer.seconds * 1000, agreement: agreement(answer) } : {}),
  };
}

export async function compareSurvey({ survey }: PeerData, peer: Peer): Promise<Comparison[]> {
  if (!survey) {
    console.log('### The published survey is not beside this checkout: its tasks were left out. ###');
    return [];
  }
  const answer = peer && (await askPeer(peer.python, peer.folder, 'survey', PEER_TASKS.survey));
  const pcTasks = (['0.05', '0.01'] as const).map((alpha): Comparison => {
    const ours = timed(() => pc(survey, { alpha: Number(alpha), singular: 'keep', conflicts: 'first' }), 9);
    const theirs = answer?.[alpha];
    return {
      task: `PC, survey ${survey.rows} × ${survey.columns.length}, alpha ${alpha}`,
      oursMs: ours.ms,
      ...(theirs
        ? { peerMs: theirs.seconds * 1000, agreement: agreeOn(ours.value, theirs.edges, 'skeleton') }
        : {}),
    };
  });
  return [...pcTasks, bootstrapTask(survey)];
}

function bootstrapTask(survey: DataMatrix): Comparison {
  const learner = (data: DataMatrix): Learning<LearnedGraph> =>
    pc(data, { alpha: 0.05, singular: 'restore-level' });
  const ours = timed(() => bootstrapEdges(survey, learner, { resamples: 200, seed: 1 }), 1);
  return { task: '200 bootstraps of PC, survey 569 × 10', oursMs: ours.ms, limitMs: 5000 };
}

export async function compareGes({ moderate }: PeerData, peer: Peer): Promise<Comparison> {
  const ours = timed(() => ges(moderate), 3);
  const answer = peer && (await askPeer(peer.python, peer.folder, 'ges', PEER_TASKS.ges));
  return {
    task: 'GES, BIC, 2,000 × 12',
    oursMs: ours.ms,
    ...(answer
      ? { peerMs: answer.seconds * 1000, agreement: agreeOn(ours.value, answer.edges, 'graph') }
      : {}),
  };
}
