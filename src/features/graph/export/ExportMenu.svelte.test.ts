import { fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readGraphText } from '../../../domain/formats/graph/registry';
import { readText } from '../../../domain/formats/graph/graph-text';
import { readXml } from '../../../domain/formats/graph/xml-reader';
import { graphFrom } from '../../../domain/graph/example-causal-graphs';
import ExportMenu from './ExportMenu.svelte';
import { pngSize } from './svg-to-png';

const graph = { ...graphFrom('a -> b', 'b -- c'), name: 'My graph' };

describe('ExportMenu', () => {
  let kept: Blob[] = [];
  let names: string[] = [];
  beforeEach(() => {
    kept = [];
    names = [];
    vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
      if (blob instanceof Blob) kept.push(blob);
      return 'blob:kept';
    });
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      names.push(this.download);
    });
  });
  afterEach(() => void vi.restoreAllMocks());

  async function save(button: string): Promise<string> {
    render(ExportMenu, { graph, system: null });
    await fireEvent.click(screen.getByRole('button', { name: 'Export' }));
    await fireEvent.click(screen.getByRole('button', { name: button, hidden: true }));
    return (await kept.at(-1)?.text()) ?? '';
  }

  it('saves every text format so that it reads back', async () => {
    for (const button of [
      'Steerboard JSON',
      'DAGitty text',
      'DOT (Graphviz)',
      'GraphML',
      'Adjacency table (CSV)',
    ]) {
      const text = await save(button);
      document.body.replaceChildren();
      const read = readGraphText(text, { id: 'read', name: 'Read' });
      expect(read.ok && read.value.graph.edges.length, button).toBe(2);
    }
    expect(names).toContain('my-graph.json');
  });

  it('saves a picture that is well formed and light or dark', async () => {
    const text = await save('SVG');
    expect(readText(text, readXml).ok).toBe(true);
    expect(text).toContain('prefers-color-scheme');
    expect(names).toEqual(['my-graph.svg']);
  });

  it('says what a format leaves out, and that a file was saved', async () => {
    await save('DAGitty text');
    const button = screen.getByRole('button', { name: 'DAGitty text', hidden: true });
    expect(document.getElementById(button.getAttribute('aria-describedby') ?? '')?.textContent).toContain(
      'Leaves out the name',
    );
    expect(screen.getByRole('status', { hidden: true }).textContent).toContain('my-graph.txt saved');
  });
});

describe('pngSize', () => {
  it('doubles a drawing, and keeps a large one within what browsers draw', () => {
    expect(pngSize(600, 500)).toEqual({ width: 1200, height: 1000 });
    const { width, height } = pngSize(4000, 3000);
    expect(width * height).toBeLessThanOrEqual(16_100_000);
  });
});
