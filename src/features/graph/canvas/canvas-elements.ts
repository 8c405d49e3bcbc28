import type { Point } from '../../../ui/graph/node-places';
import type { Paint } from './canvas-adapter';
import type { CanvasNode, CanvasScene } from './canvas-scene';
import { nodeSize } from './canvas-style';

const NODE = 'n:';
export const NAME = 'l:';
const EDGE = 'e:';
const GAP = 7;

type Data = Record<string, string | number>;

export type ElementSet = Map<
  string,
  {
    definition: { group: 'nodes' | 'edges'; data: Data };
    position: Point | null;
    classes: string;
  }
>;

/** The elements of a scene by id. A name is an element of its own beside its node: Cytoscape gives each one label. */
export function canvasElements(
  scene: CanvasScene,
  paint: Paint,
  toDrawn: (point: Point) => Point,
): ElementSet {
  const elements: ElementSet = new Map();
  const size = nodeSize(scene, paint.typeScale);
  const drawn = new Map(scene.nodes.map((node) => [node.id, toDrawn(node)]));
  for (const node of scene.nodes) {
    const at = drawn.get(node.id) ?? node;
    const offset = nameOffset(node.side.x, node.side.y, size);
    const id = `${NODE}${node.id}`;
    elements.set(id, {
      definition: {
        group: 'nodes',
        data: { id, ref: node.id, code: node.code, ...nodeColours(node, paint) },
      },
      position: at,
      classes: node.classes.join(' '),
    });
    const nameId = `${NAME}${node.id}`;
    const dim = node.classes.includes('dim') ? ' dim' : '';
    elements.set(nameId, {
      definition: {
        group: 'nodes',
        data: { id: nameId, label: node.label, sideX: node.side.x, sideY: node.side.y },
      },
      position: { x: at.x + offset.x, y: at.y + offset.y },
      classes: `name ${compass(node)}${dim}`,
    });
  }
  for (const edge of scene.edges) {
    const from = drawn.get(edge.from);
    const to = drawn.get(edge.to);
    if (!from || !to) continue;
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    const id = `${EDGE}${edge.id}`;
    const colour = edge.value && paint.colours.values.get(edge.value.id);
    elements.set(id, {
      definition: {
        group: 'edges',
        data: {
          id,
          ref: edge.id,
          source: `${NODE}${edge.from}`,
          target: `${NODE}${edge.to}`,
          label: edge.label,
          // Labels of lines that cross in the middle stand apart when each is nearer to its cause.
          offset: Math.max(16, (length - size) * (edge.bend !== 0 ? 0.5 : 0.4)),
          width: edge.width * paint.typeScale,
          // Cytoscape measures to the other side.
          bend: -edge.bend * length,
          colour: colour?.mark ?? paint.colours.ink,
        },
      },
      position: null,
      classes: edge.classes.join(' '),
    });
  }
  return elements;
}

/** From a node's middle to where its name begins. */
export function nameOffset(sideX: number, sideY: number, size: number): Point {
  // A name that begins beside a slanted rim would touch it with its corner.
  const away = size / 2 + GAP + 12 * Math.abs(sideX * sideY);
  return { x: sideX * away, y: sideY * away };
}

function compass({ side }: CanvasNode): string {
  if (Math.abs(side.x) > 0.4) return side.x < 0 ? 'west' : 'east';
  return side.y < 0 ? 'north' : 'south';
}

function nodeColours(node: CanvasNode, { colours }: Paint): Data {
  const value = node.value && colours.values.get(node.value.id);
  return {
    fill: value?.light ?? colours.card,
    line: value?.mark ?? colours.ink,
    text: value?.ink ?? colours.ink,
    on: value?.on ?? colours.card,
  };
}
