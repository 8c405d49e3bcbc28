import { scmFail, type ScmError } from '../scm-error';
import type { ReadingGraph } from './reading-graph';

/** Listing separators works on a table of node × node; above this a screen would wait too long for it. */
const MAX_NODES_TO_LIST = 120;

export function tooLargeToList(
  graph: ReadingGraph,
  what: string,
): { ok: false; error: ScmError } | undefined {
  return graph.ids.length > MAX_NODES_TO_LIST
    ? scmFail(
        `${what} are listed for up to ${MAX_NODES_TO_LIST} nodes, and this graph has ${graph.ids.length}. Take a part of it.`,
      )
    : undefined;
}
