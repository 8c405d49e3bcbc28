import { describe, expect, it } from 'vitest';
import { add, countPlaywright, countVitest, NONE, summaryLine } from './test-report';

describe('the counts of a test run', () => {
  it('counts a Vitest file that could not be loaded as a failure', () => {
    const report = {
      numPassedTests: 5,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 1,
      testResults: [
        { status: 'failed', assertionResults: [] },
        { status: 'failed', assertionResults: [{}] },
        { status: 'passed', assertionResults: [{}] },
      ],
    };
    expect(countVitest(report)).toEqual({ passed: 5, failed: 2, skipped: 3 });
  });

  it('counts a flaky Playwright test and an error outside of any test as failures', () => {
    const report = { stats: { expected: 7, unexpected: 1, flaky: 1, skipped: 2 }, errors: [{}] };
    expect(countPlaywright(report)).toEqual({ passed: 7, failed: 3, skipped: 2 });
  });

  it('sums up in one plain line', () => {
    expect(summaryLine(add({ passed: 5, failed: 0, skipped: 0 }, { ...NONE, passed: 7 }))).toBe(
      '12 passed, 0 failed',
    );
    expect(summaryLine({ passed: 1, failed: 2, skipped: 3 })).toBe('1 passed, 2 failed, 3 skipped');
  });
});
