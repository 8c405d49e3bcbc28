import { bootstrapEdges } from '../src/domain/discovery/edge-frequencies';
import { learn } from '../src/domain/discovery/learning';
import { pc } from '../src/domain/discovery/pc';
import { seededRandom } from '../src/domain/random';
import { totalEffect } from '../src/domain/scm/effects';
import { compileScm } from '../src/domain/scm/linear-scm';
import { separated } from '../src/domain/scm/reading/d-separation';
import { readingGraph } from '../src/domain/scm/reading/reading-graph';
import { type Figure, median, timeOf } from './figure';
import { densestGraph, madeArrows, madeData } from './made-graphs';

const NODES = 54;
const ARROWS = 200;
const GIVEN = 5;

/** The mathematics behind the graph editor, at the size of the largest value system. */
export function benchCausal(): Figure[] {
  return [benchTotalEffects(), benchSeparation(), benchBootstrap()];
}

/** From a graph to every total effect, with as many arrows as 54 values can have (1,431). */
function benchTotalEffects(): Figure {
  const graph = densestGraph(NODES);
  const once = (): number => {
    const scm = compileScm(graph);
    if (!scm.ok) throw new Error(scm.error.message);
    let sum = 0;
    for (const from of scm.value.valueIds) {
      for (const to of scm.value.valueIds) {
        const effect = totalEffect(scm.value, from, to);
        if (effect.ok) sum += effect.value;
      }
    }
    return sum;
  };
  return { name: 'all pairs of total effects, 54 values', value: timeOf(once, 10), unit: 'ms', target: 10 };
}

/** One question of separation, over pairs and conditions drawn at random, 200 arrows. */
function benchSeparation(): Figure {
  const ids = Array.from({ length: NODES }, (_, at) => `n${at}`);
  const edges = madeArrows(NODES, ARROWS).map(([from, to]) => ({
    kind: 'directed' as const,
    from: ids[from],
    to: ids[to],
  }));
  const graph = readingGraph({ nodes: ids.map((id) => ({ id })), edges });
  if (!graph.ok) throw new Error(graph.error.message);
  const random = seededRandom(NODES);
  const once = (): unknown => {
    const drawn = Array.from({ length: GIVEN + 2 }, () => ids[Math.floor(random() * NODES)]);
    return separated(graph.value, drawn.slice(0, 1), drawn.slice(1, 2), drawn.slice(2));
  };
  return { name: 'd-separation, 54 nodes and 200 edges', value: timeOf(once, 500), unit: 'ms', target: 0.2 };
}

/** The work that the worker does for edge frequencies, here without the worker: made data of the survey's size. */
function benchBootstrap(): Figure {
  const data = madeData(569, 10);
  const times = Array.from({ length: 3 }, () => {
    const start = performance.now();
    const result = learn(bootstrapEdges(data, (sample) => pc(sample), { resamples: 200, seed: 1 }));
    if (!result.ok) throw new Error(result.error.message);
    return performance.now() - start;
  });
  return { name: '200 bootstraps of PC, 569 × 10', value: median(times), unit: 'ms', target: 5000 };
}
