import { describe, expect, it } from 'vitest';
import { topologicalOrder } from './topological-order';

describe('topological order', () => {
  it('puts causes before effects and keeps the order of free values', () => {
    const order = topologicalOrder(
      ['a', 'b', 'c'],
      [
        { from: 'c', to: 'a' },
        { from: 'a', to: 'b' },
      ],
    );
    expect(order).toEqual({ ok: true, value: [2, 0, 1] });
  });

  it('names the values of a circle in the direction of its arrows, and not those before or after it', () => {
    const order = topologicalOrder(
      ['before', 'a', 'b', 'c', 'after'],
      [
        { from: 'before', to: 'a' },
        { from: 'a', to: 'b' },
        { from: 'b', to: 'c' },
        { from: 'c', to: 'a' },
        { from: 'c', to: 'after' },
      ],
    );
    expect(order.ok).toBe(false);
    if (order.ok) return;
    expect([...order.error.values].sort()).toEqual(['a', 'b', 'c']);
    const { values } = order.error;
    expect(values[(values.indexOf('a') + 1) % 3]).toBe('b');
    expect(order.error.message).toContain('→');
  });

  it('names an arrow to a value that is not there', () => {
    const order = topologicalOrder(['a'], [{ from: 'a', to: 'ghost' }]);
    expect(order.ok ? [] : order.error.values).toEqual(['ghost']);
  });
});
