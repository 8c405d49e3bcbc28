import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { DARK_PALETTE, LIGHT_PALETTE } from '../../../domain/formats/graph/svg';
import { fromValueGraph } from '../../../domain/graph/convert-value-graph';
import { graphFrom } from '../../../domain/graph/example-causal-graphs';
import { valueGraphSchema } from '../../../domain/scm/value-graph';
import { valueSystemSchema } from '../../../domain/values/value-system';
import { graphPicture } from './graph-picture';
import { pictureColours } from './picture-colours';

// The test runner empties style sheets.
vi.mock('../../../ui/styles/tokens.css?raw', () => ({
  default: readFileSync(path.resolve(import.meta.dirname, '../../../ui/styles/tokens.css'), 'utf8'),
}));

const json = (file: string): unknown =>
  JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../../../static-data', file), 'utf8'));
const system = valueSystemSchema.parse(json('value-systems/schwartz-10.json'));
const graph = fromValueGraph(valueGraphSchema.parse(json('graphs/schwartz-10-value-portrait.json')));

describe('the colours of a picture', () => {
  it('are the tokens of the theme that is asked for: a colour of its own for each value', () => {
    const [light, dark] = [pictureColours(graph, system, 'light'), pictureColours(graph, system, 'dark')];
    expect([light.paper, dark.paper]).toEqual([LIGHT_PALETTE.paper, DARK_PALETTE.paper]);
    expect([light.ink, dark.ink]).toEqual([LIGHT_PALETTE.ink, DARK_PALETTE.ink]);
    expect([light.soft, dark.soft]).toEqual([LIGHT_PALETTE.soft, DARK_PALETTE.soft]);
    for (const { nodes } of [light, dark]) {
      expect(new Set([...nodes.values()].map(({ mark }) => mark)).size).toBe(10);
    }
  });
});

describe('graphPicture', () => {
  it('draws values with their codes and places, light or dark', () => {
    const light = graphPicture(graph, system, 'light');
    expect(light).toContain('>SE</text>');
    expect(light).toContain('fill="#ffffff"');
    expect(light).not.toContain('<style>');
    expect(graphPicture(graph, system, 'dark')).not.toContain('class="paper" fill="#ffffff"');
    expect(graphPicture(graph, system, 'both')).toContain('prefers-color-scheme:dark');
  });

  it('draws variables that are no values in ink, with their initials', () => {
    expect(graphPicture(graphFrom('age -> trust'), null, 'light')).toMatch(
      />age<\/text>.*>TR<\/text>|>TR<\/text>.*>age<\/text>/s,
    );
  });
});
