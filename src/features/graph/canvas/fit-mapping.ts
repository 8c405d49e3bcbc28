import type { CanvasScene } from './canvas-scene';

/**
 * From the graph's pixels to the drawing's: `drawn = graph · scale + (x, y)`. Places are scaled to the room, marks and type
 * are not, so that a graph is as legible on a phone as on a projector.
 */
export interface Mapping {
  scale: number;
  x: number;
  y: number;
}

const SCALE_AT_MOST = 1.6;

/** The mapping that shows every node with its name in `width` × `height` pixels. */
export function fitMapping(scene: CanvasScene, width: number, height: number, typeScale = 1): Mapping {
  if (scene.nodes.length === 0) return { scale: 1, x: width / 2, y: height / 2 };
  const xs = scene.nodes.map(({ x }) => x);
  const ys = scene.nodes.map(({ y }) => y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const named = scene.nodes.some(({ label }) => label.length > 8);
  const aside = (named ? (scene.circle ? 122 : 84) : 72) * typeScale;
  const above = 62 * typeScale;
  const scale = Math.min(
    SCALE_AT_MOST,
    Math.max(40, width - 2 * aside) / Math.max(1, right - left),
    Math.max(40, height - 2 * above) / Math.max(1, bottom - top),
  );
  return {
    scale,
    x: width / 2 - ((left + right) / 2) * scale,
    y: height / 2 - ((top + bottom) / 2) * scale,
  };
}
