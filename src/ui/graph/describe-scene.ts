import type { GraphScene } from './graph-scene';

/**
 * The picture in words, for those who don't see it: what is set, what follows, and how much is not shown as moving.
 * For instance "Causal graph of 10 values and 14 edges. Set: Security ▲ 2.6. Follows: Conformity ▲ 1.1. 2 edges are cut."
 */
export function describeScene(scene: GraphScene): string {
  const name = (node: GraphScene['nodes'][number]): string => `${node.value.name} ${spoken(node.change)}`;
  const set = scene.nodes.filter((node) => node.set).map(name);
  const follows = scene.nodes.filter((node) => !node.set && node.change !== '').map(name);
  const cut = scene.edges.filter((edge) => edge.state === 'cut').length;
  return [
    `Causal graph of ${scene.nodes.length} values and ${scene.edges.length} edges.`,
    set.length > 0 ? `Set: ${set.join(', ')}.` : 'No value is set.',
    follows.length > 0 ? `What follows: ${follows.join(', ')}.` : '',
    cut > 0 ? `${cut} ${cut === 1 ? 'edge is' : 'edges are'} cut.` : '',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

function spoken(change: string): string {
  if (change === '') return 'unchanged';
  return change.replace('▲', 'up').replace('▼', 'down');
}
