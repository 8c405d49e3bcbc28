import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GRAPH_FORMATS, readGraphText } from './registry';

const OPTIONS = { id: 'read', name: 'Read' };

function refusal(text: string): { message: string; place: string } {
  const result = readGraphText(text, OPTIONS);
  if (result.ok) throw new Error('It was read.');
  return { message: result.error.message, place: `${result.error.line}:${result.error.column}` };
}

const ML = (body: string) => `<graphml><graph edgedefault="directed">\n${body}\n</graph></graphml>`;
const JSON_TEXT = (edges: string) =>
  `{"kind":"causal-graph","version":1,"id":"a","name":"a","revision":0,\n"nodes":[{"id":"a","label":"a","marks":[]},{"id":"b","label":"b","marks":[]}],\n"edges":[${edges}],\n"knowledge":{"forbidden":[],"required":[]},"provenance":{"source":"","licence":"","method":"","limits":""}}`;
const EDGE = (from: string, to: string) => `{"kind":"directed","from":"${from}","to":"${to}","status":"own"}`;

describe('a mistake in a text', () => {
  it.each([
    [
      'DAGitty: a circle, at the arrow that closes it',
      'dag {\n  a -> b\n  b -> c\n  c -> a\n}',
      '4:5',
      /circle: .*Remove/,
    ],
    ['DAGitty: both ways', 'dag {\n a -> b\n b -> a }', '3:4', /circle/],
    ['DAGitty: a loop', 'dag {\n a -> a }', '2:4', /itself/],
    ['DAGitty: an arrow and a line', 'dag {\n a -> b\n a -- b }', '3:4', /exclude/],
    ['DAGitty: no end', 'dag {\n a -> b', '1:5', /\} is missing/],
    ['DAGitty: an open name', 'dag {\n "a -> b }', '2:2', /close it/],
    ['DAGitty: an open comment', 'dag {\n /* a }', '2:2', /close it/],
    ['DAGitty: half an arrow', 'dag { a -> }', '1:12', /node should/],
    ['DAGitty: open properties', 'dag { a [pos="1,2"', '1:9', /\] is missing/],
    ['DAGitty: a circle mark', 'pag { a @-> b }', '1:9', /PAG/],
    ['DAGitty: a sign', 'dag { a ? b }', '1:9', /not understood/],
    ['DAGitty: two graphs', 'dag { a }\ndag { b }', '2:1', /One graph/],
    ['DAGitty: a name of two lines', 'dag { "a\\nb" }', '1:7', /one line/],
    ['DAGitty, old: an unknown effect', 'X 1\nY 1\n\nX Z', '4:1', /“Z”/],
    ['DOT: the wrong sign', 'digraph {\n a -- b }', '2:4', /->/],
    ['DOT: a sign of DAGitty', 'digraph { a <-> b }', '1:13', /->/],
    ['DOT: HTML', 'digraph { a [label=<b>] }', '1:20', /not understood/],
    ['GraphML: an unknown end', ML('<node id="a"/>\n<edge source="a" target="b"/>'), '3:1', /“b”/],
    ['GraphML: closed wrongly', ML('<node id="a">'), '3:1', /closes/],
    ['GraphML: never closed', '<graphml>\n <graph>', '2:2', /never closed/],
    ['GraphML: twice a node', ML('<node id="a"/>\n<node id="a"/>'), '3:1', /twice/],
    ['GraphML: no id', ML('<node/>'), '2:1', /id/],
    [
      'GraphML: a circle',
      ML('<node id="a"/><node id="b"/>\n<edge source="a" target="b"/>\n<edge source="b" target="a"/>'),
      '4:1',
      /circle/,
    ],
    ['GraphML: another root', '<svg/>', '1:1', /no GraphML/],
    ['GraphML: an entity', ML('<node id="&nbsp;"/>'), '2:11', /no character/],
    ['table: a word', ',a,b\na,,high\nb,,', '2:4', /no weight/],
    ['table: another order', ',a,b\nb,,\na,,', '2:1', /one order/],
    ['table: a short row', ',a,b\na,\nb,,', '2:1', /1 cells for 2/],
    ['table: a missing row', ',a,b\na,,1', '2:5', /missing/],
    ['table: a row too many', ',a\na,\nb,', '3:1', /more rows/],
    ['table: a circle', ',a,b\na,,1\nb,2,', '3:3', /circle/],
    ['table: an open cell', ',a,b\na,"1,\nb,,', '2:3', /close it/],
    ['JSON: a comma too many', '{"kind":\n"causal-graph",}', '2:16', /should/],
    ['JSON: no end', '{"kind": [', '1:11', /missing/],
    ['JSON: a word', '{"kind": causal}', '1:10', /no value of JSON/],
    ['JSON: another kind', '{"kind":"run","version":1}', '1:9', /causal-graph/],
    [
      'JSON: a field of another shape',
      JSON_TEXT(EDGE('a', 'b').replace('"own"', '7')),
      '3:58',
      /edges\.0\.status/,
    ],
    ['JSON: NaN', JSON_TEXT(EDGE('a', 'b').replace('"own"', 'NaN')), '3:58', /no value of JSON/],
    ['JSON: a circle', JSON_TEXT(`${EDGE('a', 'b')},\n${EDGE('b', 'a')}`), '4:1', /exclude|circle/],
    ['JSON: an edge to nowhere', JSON_TEXT(`${EDGE('a', 'b')},\n${EDGE('b', 'c')}`), '4:1', /“c”/],
    ['nothing', '', '1:1', /./],
  ])('%s', (_, text, place, message) => {
    if (text === '') {
      expect(readGraphText(text, OPTIONS)).toMatchObject({ ok: true, value: { graph: { nodes: [] } } });
      return;
    }
    expect(refusal(text)).toEqual({ message: expect.stringMatching(message), place });
  });

  it('in a number costs the number, not the graph, and is reported', () => {
    const read = readGraphText('dag { a [pos="here",mean=NaN] a -> b [beta=1e999] }', OPTIONS);
    if (!read.ok) throw new Error(read.error.message);
    expect(read.value.report).toHaveLength(3);
    expect(read.value.graph.edges[0].weight).toBeUndefined();
  });
});

describe('texts made to do harm', () => {
  const laughs = `<?xml version="1.0"?><!DOCTYPE graphml [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><graphml><graph><node id="&b;"/></graph></graphml>`;
  const ids = (count: number, name = 'n') => Array.from({ length: count }, (_, at) => `${name}${at}`);

  it('entities are refused before any is resolved, those of files too', () => {
    expect(refusal(laughs)).toMatchObject({ place: '1:22', message: expect.stringMatching(/refused/) });
    expect(refusal('<!DOCTYPE g SYSTEM "file:///etc/passwd"><graphml/>').message).toMatch(/refused/);
  });

  it.each([
    ['a text above the limit', 'x'.repeat(5_000_001), /5000001 characters/],
    ['more edges than a graph holds', `dag { ${'a -> b '.repeat(10_001)} }`, /10000 edges/],
    [
      'groups that multiply',
      `dag { {${ids(150).join(' ')}} -> {${ids(150, 'm').join(' ')}} }`,
      /22500 edges/,
    ],
    ['more nodes than a graph holds', `dag { ${ids(2001).join(' ')} }`, /2000 nodes/],
    ['groups in groups', `dag { ${'{'.repeat(100_000)}`, /50 deep/],
    ['properties without end', `dag { a [${'b '.repeat(100_000)}] }`, /100 properties/],
    [
      'defaults without end',
      `dag { ${ids(60_000)
        .map((id) => `node[${id}]`)
        .join('')} }`,
      /100 defaults/,
    ],
    ['elements in elements', '<a>'.repeat(100_000), /100 deep/],
    ['arrays in arrays', `{"a":${'['.repeat(100_000)}`, /64 deep/],
    ['a wide table', `${','.repeat(3000)}\n`, /name of a node|More than/],
    ['digits without end', `,a,b\na,,${'1'.repeat(500_000)}x\nb,,`, /no weight/],
    ['a name as long as a book', `dag { ${'n'.repeat(900_000)} }`, /1 to 200 characters/],
  ])('%s', (_, text, message) => {
    expect(refusal(text).message).toMatch(message);
  });

  it.each([
    ['quotes', '"'.repeat(999_999)],
    ['backslashes in a name', `dag { "${'\\'.repeat(900_000)}`],
    ['ampersands', `<graphml>${'&'.repeat(900_000)}`],
    ['opening brackets', '<'.repeat(900_000)],
    ['comments in comments', '/*'.repeat(450_000)],
    ['joined texts', `dag { "" ${'+ "" '.repeat(150_000)}}`],
    ['spaces', `dag {${' '.repeat(990_000)}`],
    ['a long key of JSON', `{"${'k'.repeat(400_000)}":[${'1,'.repeat(200_000)}1]}`],
    ['semicolons', ';'.repeat(990_000)],
    ['empty lines', '\n'.repeat(990_000)],
    ['old DAGitty of one line', 'a '.repeat(400_000)],
    ['a chain of one node', `dag { ${'a -- '.repeat(9_000)}a }`],
  ])('%s are answered, one way or the other', (_, text) => {
    const result = readGraphText(text, OPTIONS);
    expect(typeof result.ok).toBe('boolean');
  });

  it('names of what every object has are names like others', () => {
    const read = readGraphText(
      'dag { __proto__ -> constructor [note="toString"] hasOwnProperty [valueOf=1] }',
      OPTIONS,
    );
    if (!read.ok) throw new Error(read.error.message);
    expect(read.value.graph.nodes.map((node) => node.id)).toEqual([
      '__proto__',
      'constructor',
      'hasOwnProperty',
    ]);
    for (const format of GRAPH_FORMATS) {
      const again = format.read(format.print(read.value.graph), OPTIONS);
      expect(again.ok && again.value.graph.edges.length).toBe(1);
    }
  });

  it('no text throws', () => {
    const piece = fc.constantFrom(
      ...'dag { } [ ] -> <- <-> -- ; , = " \\ : digraph graph node a b 1 <graphml> <graph> <node id="a"/> </graph> & <!-- , \n {"kind": [ subgraph # // + @ 0.5'.split(
        ' ',
      ),
    );
    const anyText = fc.oneof(
      fc.string(),
      fc.array(piece, { maxLength: 25 }).map((list) => list.join(' ')),
    );
    fc.assert(
      fc.property(anyText, (text) => {
        for (const format of GRAPH_FORMATS) {
          const result = format.read(text, OPTIONS);
          if (result.ok) continue;
          expect(result.error.line).toBeGreaterThan(0);
          expect(result.error.column).toBeGreaterThan(0);
          expect(result.error.message.length).toBeGreaterThan(10);
        }
      }),
      { numRuns: 500 },
    );
  });
});
