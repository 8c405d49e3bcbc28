import { describe, expect, it } from 'vitest';
import { memoryStore } from '../../../tests/fixtures/models/memory-store';
import { LaunchRecord } from './launch-record';

describe('LaunchRecord', () => {
  it('keeps the mark of a load, the last model and the wish to load it, each by itself', () => {
    const store = memoryStore();
    const record = new LaunchRecord(store);
    record.setLoading('big');
    record.setLast({ id: 'small', name: 'Small', loadMs: 4000 });
    record.setAtStart(true);
    expect(new LaunchRecord(store).read()).toEqual({
      killedBy: 'big',
      last: { id: 'small', name: 'Small', loadMs: 4000 },
      atStart: true,
    });
    record.endLoading();
    expect(new LaunchRecord(store).read()).toMatchObject({ killedBy: null, atStart: true });
  });

  it('takes away the mark of its own tab alone', () => {
    const store = memoryStore();
    const [loading, other] = [new LaunchRecord(store), new LaunchRecord(store)];
    loading.setLoading('big');
    other.endLoading();
    expect(other.read().killedBy).toBe('big');
    loading.endLoading();
    expect(other.read().killedBy).toBeNull();
  });

  it('takes a mark away once, and not the one that another tab has made since', () => {
    const store = memoryStore();
    const [first, second] = [new LaunchRecord(store), new LaunchRecord(store)];
    first.setLoading('big');
    first.endLoading();
    second.setLoading('other');
    first.endLoading();
    expect(first.read().killedBy).toBe('other');
  });

  it('reads nothing from what it did not write, and works without a store', () => {
    const none = { killedBy: null, last: null, atStart: false };
    for (const text of ['', 'null', '[]', '7', '{"loading":7,"last":{"id":1},"atStart":"yes"}']) {
      expect(new LaunchRecord({ getItem: () => text, setItem: () => undefined }).read()).toEqual(none);
    }
    const refused = new LaunchRecord(null);
    refused.setLoading('big');
    expect(refused.read()).toEqual(none);
  });

  it('goes on where the browser refuses to write', () => {
    const full = new LaunchRecord({
      getItem: () => null,
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
    });
    expect(() => full.setAtStart(true)).not.toThrow();
  });
});
