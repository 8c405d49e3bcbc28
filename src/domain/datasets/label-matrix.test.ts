import { describe, expect, it } from 'vitest';
import { labelMatrix } from './label-matrix';

describe('labels as numbers', () => {
  const items = [{ labels: ['power'] }, { labels: ['power', 'face'] }, { labels: [] }, { labels: null }];

  it('give the worked example', () => {
    const made = labelMatrix(items, ['power', 'face', 'humility']);
    if (!made.ok) throw new Error(made.error.message);
    const { data, notAnnotated, constant } = made.value;
    expect(data.columns).toEqual(['power', 'face']);
    expect([...data.values]).toEqual([1, 1, 0, 0, 1, 0]);
    expect([data.rows, notAnnotated, constant]).toEqual([3, 1, ['humility']]);
  });

  it('say what is missing', () => {
    expect(labelMatrix([{ labels: null }], ['power', 'face'])).toMatchObject({
      ok: false,
      error: { message: expect.stringMatching(/No item here was annotated/) },
    });
    expect(labelMatrix([{ labels: ['power'] }, { labels: [] }], ['power', 'face'])).toMatchObject({
      ok: false,
      error: { message: expect.stringMatching(/Only 1 of the 2 values varies/) },
    });
  });
});
