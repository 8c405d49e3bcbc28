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

  it('gives a library another address where web-llm would fetch it each time', () => {
    const at = (address: string): string | undefined =>
      mlcLocation({
        id: 'x',
        source: { kind: 'mlc', folder: 'http://localhost:8080/m/', library: address },
      })?.library;
    expect(at('http://localhost:8080/x.wasm')).toMatch(
      /^https:\/\/disk\.invalid\/library\/[0-9a-f]{64}\.wasm$/,
    );
    expect(at('http://localhost:8080/x.wasm')).toBe(at('http://localhost:8080/x.wasm'));
    expect(at('http://localhost:8080/x.wasm')).not.toBe(at('http://localhost:8081/x.wasm'));
    expect(at('https://a.example/localhost.wasm')).not.toContain('localhost');
    expect(at(library)).toBe(library);
  });

  it('has none for what is no MLC model', () => {
    expect(mlcLocation({ id: 'x', source: { kind: 'prompt-api' } })).toBeNull();
    expect(mlcLocation({ id: 'x', source: { kind: 'disk', format: 'gguf', names: ['x.gguf'] } })).toBeNull();
  });
});
