import cytoscape, { type Core } from 'cytoscape';
import type { EdgeRef } from '../../../domain/graph/edge-key';
import type { GraphColours } from '../../../ui/graph/graph-colours';
import type { Point } from '../../../ui/graph/node-places';
import { type Mapping, fitMapping } from './fit-mapping';
import { canvasElements, type ElementSet, NAME, nameOffset } from './canvas-elements';
import type { CanvasScene } from './canvas-scene';
import { canvasStyle, nodeSize } from './canvas-style';

export interface Paint {
  colours: GraphColours;
  /** The colour of what is wrong. */
  bad: string;
  typeScale: number;
}

export interface CanvasEvents {
  onnode: (id: string) => void;
  onedge: (edge: EdgeRef) => void;
  /** In the graph's pixels. */
  onground: (at: Point) => void;
  /** A node was dragged and let go. */
  onmoved: (id: string, to: Point) => void;
  /** Zoom, pan or size changed: what lies over the canvas must follow. */
  onview: () => void;
}

/** The drawn, editable graph. The only thing the editor knows of Cytoscape. */
export interface CanvasDrawing {
  update: (scene: CanvasScene) => void;
  repaint: (paint: Paint) => void;
  /** Shows the whole graph, and forgets the person's own zoom. */
  fit: () => void;
  resize: () => void;
  zoomBy: (factor: number) => void;
  /** Wheel and ground drag belong to the canvas only while it has the focus; else the page scrolls. */
  setFocused: (focused: boolean) => void;
  setGrabbable: (grabbable: boolean) => void;
  /** Where a point of the graph is on the screen, in pixels of the container. */
  toScreen: (point: Point) => Point;
  /** Positions of a spring layout, in the graph's pixels. */
  force: () => Map<string, Point>;
  flash: (on: boolean) => void;
  destroy: () => void;
}

export function drawCanvas(
  container: HTMLElement,
  first: CanvasScene,
  firstPaint: Paint,
  events: CanvasEvents,
): CanvasDrawing {
  let scene = first;
  let paint = firstPaint;
  let mapping: Mapping = { scale: 1, x: 0, y: 0 };
  let ownView = false;
  const cy = cytoscape({
    container,
    layout: { name: 'preset', fit: false },
    userZoomingEnabled: false,
    userPanningEnabled: false,
    boxSelectionEnabled: false,
    autounselectify: true,
    minZoom: 0.2,
    maxZoom: 5,
  });
  const toGraph = ({ x, y }: Point): Point => ({
    x: (x - mapping.x) / mapping.scale,
    y: (y - mapping.y) / mapping.scale,
  });
  const toDrawn = ({ x, y }: Point): Point => ({
    x: x * mapping.scale + mapping.x,
    y: y * mapping.scale + mapping.y,
  });
  const restyle = (): void => {
    cy.style(canvasStyle(paint.colours, paint.bad, scene, paint.typeScale));
  };
  const redraw = (): void => cy.batch(() => reconcile(cy, canvasElements(scene, paint, toDrawn)));
  const fit = (): void => {
    ownView = false;
    mapping = fitMapping(scene, container.clientWidth, container.clientHeight, paint.typeScale);
    cy.zoom(1);
    cy.pan({ x: 0, y: 0 });
    redraw();
  };

  cy.on('tap', 'node.node', (event) => events.onnode(String(event.target.data('ref'))));
  cy.on('tap', 'edge', (event) => {
    const edge = scene.edges.find(({ id }) => id === event.target.data('ref'));
    if (edge?.edge) events.onedge(edge.edge);
  });
  cy.on('tap', (event) => {
    if (event.target === cy) events.onground(toGraph(event.position));
  });
  // The name goes with its node without waiting for the graph to change: that happens once, on release.
  cy.on('drag', 'node.node', (event) => {
    const { x, y } = event.target.position();
    const name = cy.getElementById(`${NAME}${event.target.data('ref')}`);
    const offset = nameOffset(name.data('sideX'), name.data('sideY'), nodeSize(scene, paint.typeScale));
    name.position({ x: x + offset.x, y: y + offset.y });
  });
  cy.on('dragfree', 'node.node', (event) => {
    events.onmoved(String(event.target.data('ref')), toGraph(event.target.position()));
  });
  cy.on('dragpan scrollzoom pinchzoom', () => (ownView = true));
  cy.on('pan zoom', () => events.onview());

  restyle();
  fit();
  return {
    update(next) {
      const resized = next.dense !== scene.dense || next.crowded !== scene.crowded;
      const grown = next.nodes.length !== scene.nodes.length || next.circle !== scene.circle;
      scene = next;
      if (resized) restyle();
      if (grown && !ownView) fit();
      else redraw();
    },
    repaint(next) {
      paint = next;
      restyle();
      redraw();
    },
    fit,
    resize() {
      cy.resize();
      if (!ownView) fit();
    },
    zoomBy(factor) {
      ownView = true;
      cy.zoom({
        level: cy.zoom() * factor,
        renderedPosition: { x: container.clientWidth / 2, y: container.clientHeight / 2 },
      });
    },
    setFocused(focused) {
      cy.userZoomingEnabled(focused);
      cy.userPanningEnabled(focused);
    },
    setGrabbable(grabbable) {
      cy.autoungrabify(!grabbable);
    },
    toScreen(point) {
      const drawn = toDrawn(point);
      const pan = cy.pan();
      return { x: drawn.x * cy.zoom() + pan.x, y: drawn.y * cy.zoom() + pan.y };
    },
    force: () => forcePlaces(cy, mapping),
    flash(on) {
      cy.elements('.problem').toggleClass('flash', on);
    },
    destroy: () => cy.destroy(),
  };
}

/** Adds, removes and changes only what differs: an edit touches few elements. */
function reconcile(cy: Core, wanted: ElementSet): void {
  cy.elements()
    .filter((element) => !wanted.has(element.id()))
    .remove();
  for (const [id, { definition, position, classes }] of wanted) {
    const drawn = cy.getElementById(id);
    if (drawn.empty()) {
      cy.add({ ...definition, ...(position && { position: { ...position } }), classes });
      continue;
    }
    for (const [key, value] of Object.entries(definition.data)) {
      if (key !== 'id' && drawn.data(key) !== value) drawn.data(key, value);
    }
    if (position) {
      const { x, y } = drawn.position();
      if (x !== position.x || y !== position.y) drawn.position({ ...position });
    }
    if (drawn.classes().join(' ') !== classes) drawn.classes(classes);
  }
}

/** Runs Cytoscape's own spring layout on a copy without a picture, from the places as they are: the same graph, the same result. */
function forcePlaces(cy: Core, { scale }: Mapping): Map<string, Point> {
  const copy = cytoscape({ headless: true, styleEnabled: true });
  cy.nodes('.node').forEach((node) => {
    const { x, y } = node.position();
    copy.add({
      group: 'nodes',
      data: { id: node.id(), ref: node.data('ref') },
      position: { x: x / scale, y: y / scale },
    });
  });
  cy.edges()
    .not('.known')
    .forEach((edge) => {
      copy.add({
        group: 'edges',
        data: { id: edge.id(), source: edge.data('source'), target: edge.data('target') },
      });
    });
  copy
    .layout({
      name: 'cose',
      animate: false,
      randomize: false,
      fit: false,
      idealEdgeLength: () => 150,
      nodeRepulsion: () => 600_000,
      nodeOverlap: 40,
      boundingBox: { x1: -300, y1: -250, w: 600, h: 500 },
    })
    .run();
  const places = new Map<string, Point>();
  copy.nodes().forEach((node) => {
    const { x, y } = node.position();
    if (Number.isFinite(x) && Number.isFinite(y)) places.set(String(node.data('ref')), { x, y });
  });
  copy.destroy();
  return places;
}
