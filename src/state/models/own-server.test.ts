import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { modelEntrySchema } from '../../engine/models/model-entry';
import { BROWSER_MODEL, serverEntry } from './own-server';

const baseOf = (address: string): string | null => {
  const read = serverEntry(address, 'llama3.2:3b');
  return read.ok && read.value.source.kind === 'endpoint' ? read.value.source.base : null;
};

describe('a server on this machine', () => {
  it('is read as people type it', () => {
    for (const typed of ['localhost:11434', ' http://localhost:11434/ ', 'http://localhost:11434/v1/'])
      expect(baseOf(typed)).toBe('http://localhost:11434/');
    expect(baseOf('127.0.0.1:1234/api')).toBe('http://127.0.0.1:1234/api/');
    expect(baseOf('[::1]:8080')).toBe('http://[::1]:8080/');
  });

  it('becomes an entry that can be kept', () => {
    const read = serverEntry('localhost:11434', 'llama3.2:3b');
    if (!read.ok) throw new Error(read.error);
    expect(modelEntrySchema.parse(read.value)).toEqual(read.value);
    expect(modelEntrySchema.parse(BROWSER_MODEL)).toEqual(BROWSER_MODEL);
  });

  it('is refused with the reason where it is nothing of the kind', () => {
    const reasons: [string, RegExp][] = [
      ['', /Type the address/],
      ['ftp://localhost', /no address of a server/],
      ['http://[', /no address of a server/],
      ['192.168.1.7:11434', /another machine/],
      ['https://api.example.com', /another machine/],
      ['http://127.0.0.1.example.com', /another machine/],
      ['http://me:secret@localhost', /password/],
    ];
    for (const [typed, reason] of reasons) {
      const read = serverEntry(typed, 'm');
      expect(read.ok ? typed : read.error).toMatch(reason);
    }
    expect(serverEntry('localhost', ' ')).toMatchObject({ ok: false });
  });

  it('never leads to another machine, whatever is typed', () => {
    fc.assert(
      fc.property(fc.domain(), (domain) => {
        expect(baseOf(`https://${domain}/`)).toBeNull();
      }),
    );
    fc.assert(
      fc.property(fc.string(), (text) => {
        const base = baseOf(text);
        if (base !== null) expect(new URL(base).hostname).toMatch(/^localhost$|^127\.|^\[::1\]$/);
      }),
    );
  });
});
