import { describe, expect, it } from 'vitest';
import { isolated, unredirected } from './isolate';

describe('isolated', () => {
  it('adds the three headers and keeps the rest', async () => {
    const response = isolated(
      new Response('body', { status: 203, headers: { 'Content-Type': 'text/html; charset=utf-8' } }),
    );
    expect(Object.fromEntries(response.headers)).toEqual({
      'content-type': 'text/html; charset=utf-8',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(response.status).toBe(203);
    expect(await response.text()).toBe('body');
  });

  it('sets the headers anew where the host had others', () => {
    const headers = { 'Cross-Origin-Opener-Policy': 'unsafe-none' };
    const response = isolated(new Response('', { headers }));
    expect(response.headers.get('cross-origin-opener-policy')).toBe('same-origin');
  });

  it('leaves a response alone that can’t be made anew', () => {
    const failed = Response.error();
    expect(isolated(failed)).toBe(failed);
  });
});

describe('unredirected', () => {
  it('gives a response without a redirect as it is', () => {
    const response = new Response('body');
    expect(unredirected(response)).toBe(response);
  });

  it('forgets that a response came by a redirect', async () => {
    const response = new Response('body');
    Object.defineProperty(response, 'redirected', { value: true });
    const plain = unredirected(response);
    expect(plain.redirected).toBe(false);
    expect(await plain.text()).toBe('body');
  });
});
