import { describe, expect, it } from 'vitest';
import { mlcLocation } from './mlc-location';

describe('mlcLocation', () => {
  const library = 'https://a.example/x.wasm';

  it('writes the folder as web-llm does, which adds a branch where none stands', () => {
    const at = (folder: string): string | undefined =>
      mlcLocation({ id: 'x', source: { kind: 'mlc', folder, library } })?.folder;
    expect(at('https://a.example/m/resolve/abc/')).toBe('https://a.example/m/resolve/abc/');
    expect(at('https://a.example/m/')).toBe('https://a.example/m/resolve/main/');
    expect(at('https://a.example/m')).toBe('https://a.example/m/resolve/main/');
  });

  it('gives files from a disk an address that no network answers', () => {
    const source = { kind: 'disk', format: 'mlc', names: ['mlc-chat-config.json', 'x.wasm'] } as const;
    expect(mlcLocation({ id: 'own', source: { ...source, names: [...source.names] } })).toEqual({
      folder: 'https://disk.invalid/own/resolve/local/',
      library: 'https://disk.invalid/own/resolve/local/x.wasm',
    });
  });

  it('has none for what is no MLC model', () => {
    expect(mlcLocation({ id: 'x', source: { kind: 'prompt-api' } })).toBeNull();
    expect(mlcLocation({ id: 'x', source: { kind: 'disk', format: 'gguf', names: ['x.gguf'] } })).toBeNull();
  });
});
