import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import circle from '../../../../static-data/graphs/schwartz-10-circle.json';
import portrait from '../../../../static-data/graphs/schwartz-10-value-portrait.json';
import { type CausalGraph, causalGraphSchema } from '../../graph/causal-graph';
import { fromValueGraph } from '../../graph/convert-value-graph';
import { anyCausalGraph, graphFrom } from '../../graph/example-causal-graphs';
import { valueGraphSchema } from '../../scm/value-graph';
import { readText } from './graph-text';
import { DARK_PALETTE, printSvg, type SvgOptions } from './svg';
import { weightLabel, wrapWords } from './svg-words';
import { readXml, type XmlElement } from './xml-reader';

const OPTIONS: SvgOptions = { codeOf: (id) => id.slice(0, 2).toUpperCase() };

/** The elements of a picture, read by the project's own reader: it fails on anything that is not well formed. */
function draw(graph: CausalGraph, options = OPTIONS): XmlElement[] {
  const read = readText(printSvg(graph, options), readXml);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  const all = (element: XmlElement): XmlElement[] => [element, ...element.children.flatMap(all)];
  return all(read.value);
}
const named = (elements: XmlElement[], name: string): XmlElement[] =>
  elements.filter((one) => one.name === name);
const texts = (elements: XmlElement[]): string[] => named(elements, 'text').map(({ text }) => text);

const ELEMENTS = new Set(['svg', 'title', 'desc', 'style', 'rect', 'g', 'path', 'circle', 'text']);
const weighted = (graph: CausalGraph, weight: number): CausalGraph => ({
  ...graph,
  edges: graph.edges.map((edge) => ({ ...edge, weight })),
});

describe('a graph as SVG', () => {
  const shipped = draw(fromValueGraph(valueGraphSchema.parse(portrait)));

  it('has a circle, a code and a name for each node, a weight for each edge, the title, and the source', () => {
    expect(named(shipped, 'circle')).toHaveLength(10);
    expect(texts(shipped)).toEqual(
      expect.arrayContaining(['SE', 'security', '+.47', 'Ten values, 569 respondents']),
    );
    expect(texts(shipped).filter((text) => /^[+−]\.\d\d$/.test(text))).toHaveLength(13);
    expect(texts(shipped).join(' ')).toMatch(/n = 569\. Licence: MIT\./);
    expect(texts(shipped).join(' ')).toContain('which one moves the other is not');
  });

  it('dashes what is negative, and gives heads to arrows only', () => {
    const lines = (graph: CausalGraph): XmlElement[] => named(draw(graph), 'path');
    const dashed = (paths: XmlElement[]): number =>
      paths.filter(({ attributes }) => attributes.has('stroke-dasharray')).length;
    expect(dashed(lines(weighted(graphFrom('a -> b'), -0.3)))).toBe(1);
    expect(dashed(lines(weighted(graphFrom('a -> b'), 0.3)))).toBe(0);
    expect(lines(graphFrom('a -> b'))).toHaveLength(2);
    expect(lines(graphFrom('a <-> b'))).toHaveLength(3);
    expect(lines(graphFrom('a -- b'))).toHaveLength(1);
    expect(dashed(lines(causalGraphSchema.parse(circle)))).toBe(11);
  });

  it('says of each edge in words what the line shows', () => {
    const graph = graphFrom('Security -> Conformity');
    graph.edges[0].weight = 0.41;
    graph.edges[0].interval = [0.29, 0.52];
    expect(named(draw(graph), 'title').map(({ text }) => text)).toContain(
      'Security → Conformity: +0.41, 95 % interval +0.29 to +0.52, given',
    );
  });

  it('explains only what is drawn', () => {
    expect(texts(draw(graphFrom('a -- b'))).join(' ')).toContain('no direction known');
    expect(texts(draw(graphFrom('a -> b'))).join(' ')).not.toContain('no direction known');
  });

  it('holds the dark colours for a reader in the dark, if they are given', () => {
    expect(named(shipped, 'style')).toEqual([]);
    const [style] = named(draw(graphFrom('a -> b'), { ...OPTIONS, dark: DARK_PALETTE }), 'style');
    expect(style.text).toContain(`.paper{fill:${DARK_PALETTE.paper}}`);
  });

  it('draws an empty graph and a single node', () => {
    expect(named(draw({ ...graphFrom('a'), nodes: [] }), 'circle')).toEqual([]);
    expect(named(draw(graphFrom('a')), 'circle')).toHaveLength(1);
  });
});

describe('any graph', () => {
  it('is well-formed XML of known elements, whose names come back as they were', () => {
    fc.assert(
      fc.property(anyCausalGraph, fc.string({ unit: 'binary' }), (graph, name) => {
        const elements = draw({
          ...graph,
          name: `x${name}`,
          provenance: { ...graph.provenance, limits: name },
        });
        for (const element of elements) expect(ELEMENTS).toContain(element.name);
        expect(named(elements, 'circle')).toHaveLength(graph.nodes.length);
        const titles = named(elements, 'title').map(({ text }) => text);
        for (const { label } of graph.nodes) expect(titles).toContain(label);
      }),
      { numRuns: 300 },
    );
  });

  it('has finite numbers in a box of bearable size, wherever the nodes stand', () => {
    fc.assert(
      fc.property(anyCausalGraph, (graph) => {
        const text = printSvg(graph, OPTIONS);
        expect(text).not.toMatch(/="[^"<]*(?:NaN|Infinity)/);
        const [, width, height] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(text) ?? [];
        expect(Number(width)).toBeLessThan(4000);
        expect(Number(height)).toBeLessThan(4000);
      }),
      { numRuns: 300 },
    );
  });
});

describe('malicious names', () => {
  const EVIL = '"/><script>alert(1)</script><text x="';

  it('stay text: no element and no attribute comes of them', () => {
    const graph = graphFrom('a -> b');
    graph.nodes[0].label = EVIL;
    graph.name = `${EVIL}]]>&lol;\u0000\ud800`;
    graph.provenance = { ...graph.provenance, source: EVIL, licence: EVIL, limits: EVIL, method: EVIL };
    const elements = draw(graph, { ...OPTIONS, codeOf: () => EVIL });
    for (const element of elements) {
      expect(ELEMENTS).toContain(element.name);
      expect(
        [...element.attributes.keys()].filter((key) => key.startsWith('on') || key.includes('href')),
      ).toEqual([]);
    }
    expect(named(elements, 'title').map(({ text }) => text)).toContain(EVIL);
  });
});

describe('words in a picture', () => {
  it('wraps at spaces, breaks long words, and says where it was cut', () => {
    expect(wrapWords('one two three', 7, 3)).toEqual(['one two', 'three']);
    expect(wrapWords('abcdefgh', 5, 3)).toEqual(['abcde', 'fgh']);
    expect(wrapWords('one two three four', 7, 2)).toEqual(['one two', 'three…']);
  });

  it('writes weights short', () => {
    expect([0.41, -0.36, 1.2, -1500, undefined].map(weightLabel)).toEqual([
      '+.41',
      '−.36',
      '+1.20',
      '−1.5e+3',
      '',
    ]);
  });
});
