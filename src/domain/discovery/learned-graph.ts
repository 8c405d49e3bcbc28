import { isArrow, isConflict, isJoined, type Pdag } from './pdag';

/**
 * directed: a → b in every graph that the data allow; undirected: they allow both directions, and the data can't
 * choose; conflicted: they speak for both, which a single acyclic graph without hidden causes can't explain.
 */
export type EdgeKind = 'directed' | 'undirected' | 'conflicted';

export interface LearnedEdge {
  a: string;
  b: string;
  kind: EdgeKind;
  /** The largest p-value of all tests that could have removed the edge: its weakest moment. */
  p?: number;
  /** Points on b for one point on a, in the units of the data. Only from methods that direct every edge. */
  weight?: number;
}

/** Two columns that are not joined, and what made them independent. */
export interface Separation {
  a: string;
  b: string;
  /** Among the sets that separated them, the one with the largest p-value. */
  given: readonly string[];
  p: number;
}

export interface LearnedGraph {
  readonly columns: readonly string[];
  readonly method: string;
  /** By position in `columns`; the same graph as `edges`. */
  readonly pdag: Pdag;
  readonly edges: readonly LearnedEdge[];
  readonly separations: readonly Separation[];
  /** Causes before effects, from methods that find one. */
  readonly order?: readonly string[];
  /** What has to be said beside the graph. */
  readonly notes: readonly string[];
}

/** The edges of a Pdag, by position of the first column, with what `detail` knows of each. */
export function edgesOf(
  columns: readonly string[],
  pdag: Pdag,
  detail: (from: number, to: number) => Pick<LearnedEdge, 'p' | 'weight'> = () => ({}),
): LearnedEdge[] {
  const edges: LearnedEdge[] = [];
  for (let i = 0; i < pdag.size; i++) {
    for (let j = i + 1; j < pdag.size; j++) {
      if (!isJoined(pdag, i, j)) continue;
      const [from, to] = isArrow(pdag, j, i) ? [j, i] : [i, j];
      const kind = isArrow(pdag, from, to)
        ? 'directed'
        : isConflict(pdag, i, j)
          ? 'conflicted'
          : 'undirected';
      edges.push({ a: columns[from], b: columns[to], kind, ...detail(from, to) });
    }
  }
  return edges;
}

/**
 * What the data decided and what they didn't, in one sentence. Worked: one arrow and two lines give “3 pairs are joined: 1
 * has a direction, 2 the data can't orient.”
 */
export function describeDecided({ edges }: LearnedGraph): string {
  if (edges.length === 0) return 'No two columns are joined: the data show no dependence.';
  const count = (kind: EdgeKind): number => edges.filter((edge) => edge.kind === kind).length;
  const [directed, undirected, conflicted] = [count('directed'), count('undirected'), count('conflicted')];
  const said = [
    `${directed} ${directed === 1 ? 'has' : 'have'} a direction`,
    ...(undirected > 0 ? [`${undirected} the data can't orient`] : []),
    ...(conflicted > 0 ? [`${conflicted} they orient both ways`] : []),
  ];
  return `${edges.length === 1 ? '1 pair is' : `${edges.length} pairs are`} joined: ${said.join(', ')}.`;
}
