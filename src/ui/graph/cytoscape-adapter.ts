import cytoscape, { type Core, type ElementDefinition } from 'cytoscape';
import type { ValueId } from '../../domain/values/value-system';
import { graphStyle } from './cytoscape-style';
import type { GraphColours } from './graph-colours';
import type { GraphScene, SceneEdge, SceneNode } from './graph-scene';

/** A drawn graph. The only thing the rest of the product knows of Cytoscape. */
export interface GraphPicture {
  update: (scene: GraphScene) => void;
  recolour: (colours: GraphColours) => void;
  destroy: () => void;
}

type Data = Record<string, string | number>;

/** Draws a scene into an element, read-only: no zoom, no pan, no dragging, so that the page scrolls over it. */
export function drawGraph(
  container: HTMLElement,
  scene: GraphScene,
  colours: GraphColours,
  onpick: (id: ValueId | null) => void,
): GraphPicture {
  let current = scene;
  let palette = colours;
  const cy = cytoscape({
    container,
    elements: elements(scene, palette),
    style: graphStyle(palette, scene.dense, scene.typeScale),
    layout: { name: 'preset', fit: false },
    userZoomingEnabled: false,
    userPanningEnabled: false,
    boxSelectionEnabled: false,
    autoungrabify: true,
    autounselectify: true,
    zoom: 1,
    pan: { x: 0, y: 0 },
  });
  cy.on('mouseover', 'node.value', (event) => onpick(event.target.id()));
  cy.on('mouseout', 'node.value', () => onpick(null));

  return {
    update(next) {
      const rebuilt = !sameElements(current, next);
      const resized = current.width !== next.width || current.height !== next.height;
      const restyled = rebuilt || current.typeScale !== next.typeScale;
      current = next;
      if (resized) cy.resize();
      cy.batch(() => {
        if (rebuilt) {
          cy.elements().remove();
          cy.add(elements(next, palette));
        } else {
          refresh(cy, next, palette);
        }
      });
      if (restyled) cy.style(graphStyle(palette, next.dense, next.typeScale));
    },
    recolour(next) {
      palette = next;
      cy.batch(() => refresh(cy, current, palette));
      cy.style(graphStyle(palette, current.dense, current.typeScale));
    },
    destroy() {
      cy.destroy();
    },
  };
}

function sameElements(one: GraphScene, other: GraphScene): boolean {
  return (
    one.nodes.length === other.nodes.length &&
    one.edges.length === other.edges.length &&
    one.nodes.every((node, at) => node.value.id === other.nodes[at].value.id) &&
    one.edges.every((edge, at) => edge.id === other.edges[at].id)
  );
}

function elements(scene: GraphScene, colours: GraphColours): ElementDefinition[] {
  return [
    ...scene.edges.flatMap((edge) => [
      {
        group: 'edges' as const,
        data: { id: edge.id, source: edge.from, target: edge.to, ...edgeData(edge) },
        classes: edgeClasses(edge).join(' '),
      },
      {
        group: 'nodes' as const,
        data: { id: labelId(edge), label: edge.label },
        position: { ...edge.labelPoint },
        classes: labelClasses(edge).join(' '),
      },
    ]),
    ...scene.nodes.flatMap((node) => [
      {
        group: 'nodes' as const,
        data: { id: node.value.id, ...nodeData(node, colours) },
        position: { x: node.x, y: node.y },
        classes: node.set ? 'value set' : 'value',
      },
      {
        group: 'nodes' as const,
        data: { id: besideId(node), label: node.change },
        position: { ...node.beside },
        classes: 'text',
      },
    ]),
  ];
}

/** Writes only what differs, so that dragging a slider restyles the few elements that moved. */
function refresh(cy: Core, scene: GraphScene, colours: GraphColours): void {
  for (const node of scene.nodes) {
    const drawn = cy.getElementById(node.value.id);
    write(drawn, nodeData(node, colours));
    place(drawn, node);
    if (drawn.hasClass('set') !== node.set) drawn.toggleClass('set', node.set);
    const beside = cy.getElementById(besideId(node));
    write(beside, { label: node.change });
    place(beside, node.beside);
  }
  for (const edge of scene.edges) {
    const drawn = cy.getElementById(edge.id);
    write(drawn, edgeData(edge));
    const label = cy.getElementById(labelId(edge));
    write(label, { label: edge.label });
    place(label, edge.labelPoint);
    if (drawn.hasClass(edge.state)) continue;
    drawn.classes(edgeClasses(edge));
    label.classes(labelClasses(edge));
  }
}

interface Writable {
  data: (key: string, value?: string | number) => unknown;
}

function write(element: Writable, data: Data): void {
  for (const key of Object.keys(data)) if (element.data(key) !== data[key]) element.data(key, data[key]);
}

function place(element: ReturnType<Core['getElementById']>, to: { x: number; y: number }): void {
  const { x, y } = element.position();
  if (x !== to.x || y !== to.y) element.position({ x: to.x, y: to.y });
}

function besideId(node: SceneNode): string {
  return `${node.value.id}:change`;
}

/** Labels are points of their own: Cytoscape would draw a later edge over an earlier edge's label. */
function labelId(edge: SceneEdge): string {
  return `${edge.id}:label`;
}

function labelClasses(edge: SceneEdge): string[] {
  return ['text', edge.state === 'cut' ? 'cross' : 'weight'];
}

function nodeData(node: SceneNode, colours: GraphColours): Data {
  const colour = colours.values.get(node.value.id);
  return {
    code: node.value.code,
    size: Math.round(node.size * 10) / 10,
    fill: (node.set ? colour?.mark : colour?.light) ?? colours.card,
    line: colour?.mark ?? colours.ink,
    text: (node.set ? colour?.on : colour?.ink) ?? colours.ink,
  };
}

function edgeClasses(edge: SceneEdge): string[] {
  return [edge.state, edge.weight < 0 ? 'minus' : 'plus', edge.bend === 0 ? 'straight' : 'bowed'];
}

function edgeData(edge: SceneEdge): Data {
  return {
    width: edge.width,
    // Cytoscape measures to the other side.
    bend: -edge.bend,
  };
}
