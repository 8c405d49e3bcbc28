import { beforeEach, describe, expect, it } from 'vitest';
import { freshIndexedDb } from '../../tests/fresh-indexed-db';
import { newGraph } from '../domain/graph/new-graph';
import type { CausalGraph } from '../domain/graph/causal-graph';
import { printGraphJson } from '../domain/formats/graph/json';
import { fail, ok } from '../domain/result';
import { openStorage, type Storage } from '../storage/storage';
import { storageError } from '../storage/storage-error';
import { GraphLibrary } from './graph-library.svelte';
import { GraphState } from './graph-state.svelte';
import type { LibraryPorts } from './library-ports';
import { Notices } from './notices.svelte';
import type { SteerChoices } from './steer-choices';

let storage: Storage;
let notices: Notices;
let ports: LibraryPorts;
let ids = 0;
let clock = 0;

beforeEach(async () => {
  freshIndexedDb();
  storage = await openStorage();
  notices = new Notices();
  ids = 0;
  clock = 0;
  ports = {
    storage: async () => storage,
    notices,
    now: () => (clock += 1000),
    newId: () => `id-${(ids += 1)}`,
  };
});

const texts = () => notices.list.map(({ text }) => text);
async function press(): Promise<void> {
  notices.list.at(-1)?.action?.run();
  await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Security → Conformity, complete enough to steer with. */
const small = (weight = 0.6): CausalGraph => ({
  ...newGraph({ id: 'drawn', name: 'Two values', valueSystemId: 'schwartz-10' }),
  nodes: ['security', 'conformity'].map((id) => ({
    id,
    label: id,
    valueId: id,
    mean: 3,
    noiseVariance: 0.5,
    marks: [],
  })),
  edges: [{ kind: 'directed', from: 'security', to: 'conformity', weight, status: 'own' }],
});

async function saved(library: GraphLibrary, graph = small(), name?: string): Promise<CausalGraph> {
  const kept = await library.save(graph, name);
  if (!kept) throw new Error('not saved');
  return kept;
}

describe('GraphLibrary', () => {
  it('lists the shipped graphs with their values named', async () => {
    const library = new GraphLibrary(ports);
    await library.load();
    const shipped = library.find('schwartz-10-value-portrait');
    expect(shipped?.kind).toBe('causal-graph');
    expect(shipped?.nodes[0].label).toBe('Self-Direction');
    expect(new Set(library.shipped.map(({ id }) => id)).size).toBe(library.shipped.length);
  });

  it('adds a version with every save that changes something, and opens old ones', async () => {
    const library = new GraphLibrary(ports);
    const first = await saved(library, small(0.6), 'Mine');
    expect(first).toMatchObject({ id: 'id-1', name: 'Mine' });
    const second = await saved(library, { ...first, edges: small(0.9).edges });
    await saved(library, second);
    const [record] = library.saved;
    expect(record.versions).toHaveLength(1);
    expect(record.graph.edges[0].weight).toBe(0.9);
    expect(library.openVersion(record, 0)).toMatchObject({
      id: 'id-1',
      name: 'Mine',
      edges: small(0.6).edges,
    });
    const again = new GraphLibrary(ports);
    await again.load();
    expect(again.saved).toEqual(library.saved);
  });

  it('renames, duplicates, and brings a deleted graph back with its versions', async () => {
    const library = new GraphLibrary(ports);
    const first = await saved(library);
    await saved(library, { ...first, edges: [] });
    await library.rename(library.saved[0], '  Harbour  ');
    expect(library.find('id-1')?.name).toBe('Harbour');
    await library.duplicate(library.saved[0].graph);
    await library.duplicate(library.saved[0].graph);
    expect(library.saved.map(({ name }) => name).sort()).toEqual([
      'Harbour',
      'Harbour, copy',
      'Harbour, copy, copy',
    ]);
    const harbour = library.saved.find(({ name }) => name === 'Harbour');
    if (!harbour) throw new Error('gone');
    await library.remove(harbour);
    expect(library.find('id-1')).toBeUndefined();
    await press();
    expect(library.saved.find(({ id }) => id === 'id-1')).toEqual(harbour);
    expect(harbour.versions).toHaveLength(1);
  });

  it('keeps undo over a save: the whole history takes the new name', async () => {
    const library = new GraphLibrary(ports);
    const table = new GraphState(small());
    table.edit((graph) => ok({ ...graph, edges: [], revision: graph.revision + 1 }));
    table.adopt(await saved(library, table.graph, 'Kept'));
    table.undo();
    expect(table.graph).toMatchObject({ id: 'id-1', name: 'Kept', revision: 0 });
    expect(table.graph.edges).toHaveLength(1);
    expect(table.canUndo).toBe(false);
  });

  it('gives a saved name to no other graph that undo leads back to', async () => {
    const library = new GraphLibrary(ports);
    const shipped = small();
    const table = new GraphState(shipped);
    table.edit(() => ok({ ...shipped, id: 'new', name: 'New graph', edges: [] }));
    table.edit((graph) => ok({ ...graph, edges: small(0.1).edges, revision: graph.revision + 1 }));
    table.adopt(await saved(library, table.graph, 'Mine'));
    table.undo();
    expect(table.graph).toMatchObject({ id: 'id-1', name: 'Mine' });
    table.undo();
    expect(table.graph).toBe(shipped);
  });

  it('takes up nothing when the saved graph has left the table, and finds it where undo left it', () => {
    const shipped = small();
    const table = new GraphState(shipped);
    table.edit(() => ok({ ...shipped, id: 'new', name: 'New graph' }));
    const drawn = table.graph;
    table.undo();
    table.adopt({ id: 'id-1', name: 'Mine' }, drawn);
    expect(table.graph).toBe(shipped);
    table.redo();
    expect(table.graph.id).toBe('id-1');
    const other = { ...drawn, edges: [] };
    table.open(other);
    table.adopt({ id: 'id-2', name: 'Mine' }, drawn);
    expect(table.graph).toBe(other);
  });

  it('chooses a graph for Steer, keeps it as it was, and releases it', async () => {
    const heard: SteerChoices[] = [];
    const library = new GraphLibrary(ports, (choices) => heard.push(choices));
    await library.load();
    const graph = await saved(library);
    expect(await library.choose(graph)).toBe(true);
    expect(texts().at(-1)).toMatch(
      /Steer now uses “Two values” for .*standing alone at the middle of the scale/,
    );
    await saved(library, { ...graph, edges: [] });
    expect(library.chosenFor('schwartz-10')).toEqual(graph);
    expect(library.chosenFor('touche-20')).toBeNull();
    const again = new GraphLibrary(ports);
    await again.load();
    expect(again.chosenFor('schwartz-10')).toEqual(graph);
    await library.release('schwartz-10');
    expect(heard.map((choices) => Object.keys(choices).length)).toEqual([0, 1, 0]);
  });

  it('says why a graph can’t steer, and changes nothing', async () => {
    const library = new GraphLibrary(ports);
    const graph = small();
    const { valueSystemId: _none, ...free } = graph;
    expect(await library.choose(free)).toBe(false);
    const [{ weight: _weight, ...bare }] = graph.edges;
    expect(await library.choose({ ...graph, edges: [bare] })).toBe(false);
    expect(
      await library.choose({ ...graph, nodes: graph.nodes.map((node) => ({ ...node, mean: -0.2 })) }),
    ).toBe(false);
    expect(texts()).toEqual([
      expect.stringMatching(/belongs to no value system/),
      expect.stringMatching(/has no weight/),
      expect.stringMatching(/mean of “security” is -0.2, not a priority/),
    ]);
    expect(library.chosenFor('schwartz-10')).toBeNull();
  });

  it('imports a graph file as a graph of one’s own, and points at what is wrong with another', async () => {
    const library = new GraphLibrary(ports);
    const read = await library.importText(printGraphJson(small()), 'two.json');
    expect(read?.id).not.toBe('drawn');
    expect((await library.importText('dag { a -> b }', 'letters.txt'))?.name).toBe('letters');
    expect(await library.importText('dag { a -> b b -> a }', 'round.txt')).toBeUndefined();
    expect(texts().at(-1)).toMatch(/^round\.txt, line 1, column/);
    expect(library.saved).toHaveLength(2);
  });

  it('says so where nothing can be stored', async () => {
    storage = { ...storage, graphs: { ...storage.graphs, put: async () => fail(storageError('quota')) } };
    const library = new GraphLibrary(ports);
    expect(await library.save(small())).toBeUndefined();
    expect(texts()).toEqual([expect.stringMatching(/no room left/)]);
  });
});
