import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Watchdog } from './watchdog';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('reports a silence that is as long as was allowed, once', () => {
  const barked = vi.fn();
  new Watchdog(barked).expect(1000);
  vi.advanceTimersByTime(999);
  expect(barked).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(barked).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(10_000);
  expect(barked).toHaveBeenCalledTimes(1);
});

it('starts afresh with each sign of life, and rests when told to', () => {
  const barked = vi.fn();
  const watchdog = new Watchdog(barked);
  for (let step = 0; step < 20; step += 1) {
    watchdog.expect(1000);
    vi.advanceTimersByTime(900);
  }
  watchdog.rest();
  vi.advanceTimersByTime(10_000);
  expect(barked).not.toHaveBeenCalled();
});

it('does not take the sleep of a laptop for a silence of the engine', () => {
  const barked = vi.fn();
  new Watchdog(barked).expect(1000);
  // After a sleep, the timer that was due runs at once, and only that one.
  vi.advanceTimersToNextTimer();
  vi.setSystemTime(Date.now() + 8 * 3_600_000);
  vi.advanceTimersToNextTimer();
  expect(barked).not.toHaveBeenCalled();
});
