import type { PeerEdges } from './peer-answers';
import {
  emptyPdag,
  isJoined,
  type Pdag,
  setArrow,
  setConflict,
  setLine,
  unjoin,
} from '../../src/domain/discovery/pdag';

export interface Agreement {
  agrees: boolean;
  said: string;
}

/** One task on both sides. Without a peer, only our time. */
export interface Comparison {
  task: string;
  oursMs: number;
  peerMs?: number;
  /** Largest share of the peer's time that is accepted. */
  shareMax?: number;
  /** Own limit, whatever the peer takes. */
  limitMs?: number;
  /** What the two answers have in common, and whether that is what was wanted. */
  agreement?: Agreement;
}

/** A peer's edges as a graph of ours. */
export function pdagFromPeer(size: number, edges: PeerEdges): Pdag {
  const pdag = emptyPdag(size);
  for (const [i, j, kind] of edges) {
    if (kind === 'directed') setArrow(pdag, i, j);
    else if (kind === 'conflicted') setConflict(pdag, i, j);
    else setLine(pdag, i, j);
  }
  return pdag;
}

/** The same graph with lines only. */
export function skeletonOf(pdag: Pdag): Pdag {
  const lines = { size: pdag.size, marks: Uint8Array.from(pdag.marks) };
  for (let i = 0; i < pdag.size; i++) {
    for (let j = 0; j < i; j++) (isJoined(pdag, i, j) ? setLine : unjoin)(lines, i, j);
  }
  return lines;
}

/** Worked: 47 ms against 470 ms, both agree: “ok … 47.0 ms, peer 470 ms, ratio 0.10 (at most 0.5); SHD 0”. */
export function describeComparison(comparison: Comparison): string {
  const { task, oursMs, peerMs, shareMax, limitMs, agreement } = comparison;
  const parts = [`ours ${inTime(oursMs)}`];
  if (peerMs !== undefined) {
    const wanted = shareMax === undefined ? '' : `, at most ${shareMax}`;
    parts.push(`peer ${inTime(peerMs)}, ratio ${(oursMs / peerMs).toPrecision(2)}${wanted}`);
  }
  if (limitMs !== undefined) parts.push(`limit ${inTime(limitMs)}`);
  if (agreement) parts.push(agreement.said);
  return `${isMet(comparison) ? 'ok      ' : 'NOT MET '}  ${task}: ${parts.join('; ')}`;
}

export function isMet({ oursMs, peerMs, shareMax, limitMs, agreement }: Comparison): boolean {
  const fast = peerMs === undefined || shareMax === undefined || oursMs <= shareMax * peerMs;
  return fast && (limitMs === undefined || oursMs <= limitMs) && (agreement?.agrees ?? true);
}

const inTime = (ms: number): string =>
  ms < 0.1
    ? `${(ms * 1000).toPrecision(3)} µs`
    : ms < 1000
      ? `${ms.toPrecision(3)} ms`
      : `${(ms / 1000).toPrecision(3)} s`;
