import type { Knowledge } from '../domain/discovery/knowledge';
import { type LearnerSettings, learnerSettingsSchema } from '../domain/discovery/learner-settings';
import type { CausalGraph } from '../domain/graph/causal-graph';
import { fail, ok, type Result } from '../domain/result';

export type LearnerMethod = LearnerSettings['method'];

/** More resamples say hardly more, and take their time. */
export const RESAMPLES_MAX = 2000;

const NAMES: Record<LearnerMethod, string> = {
  pc: 'PC-stable (Colombo & Maathuis 2014)',
  ges: 'GES (Chickering 2002), BIC',
  'direct-lingam': 'DirectLiNGAM (Shimizu et al. 2011)',
};

/** How to learn: the method with its settings, and the bootstrap. */
export class LearningSettings {
  method = $state<LearnerMethod>('pc');
  /** Level of significance of PC's tests. */
  alpha = $state(0.05);
  /** GES: factor on the BIC's price of an edge. */
  penalty = $state(1);
  /** Only the order of the answers counts. */
  ranks = $state(false);
  /** What happens to scores that are centred within each row. */
  centred = $state<'restore-level' | 'refuse' | 'keep'>('restore-level');
  /** 0: no bootstrap. */
  resamples = $state(200);
  seed = $state(1);

  /** What the worker is asked, besides the data. Errors: a number out of its range, in words. */
  task(
    columns: readonly string[],
    known: CausalGraph['knowledge'],
    tiers: Readonly<Record<string, number>>,
  ): Result<{ settings: LearnerSettings; bootstrap: { resamples: number; seed: number } | null }> {
    if (this.method === 'pc' && !(this.alpha > 0 && this.alpha < 1)) {
      return fail('The level of significance must lie between 0 and 1, for instance 0.05.');
    }
    if (this.method === 'ges' && !(this.penalty > 0)) return fail('The penalty must be above 0; 1 is BIC.');
    if (!Number.isInteger(this.resamples) || this.resamples < 0 || this.resamples > RESAMPLES_MAX) {
      return fail(`The number of resamples must be a whole number from 0 (none) to ${RESAMPLES_MAX}.`);
    }
    if (!Number.isInteger(this.seed)) return fail('The seed must be a whole number.');
    const settings = learnerSettingsSchema.safeParse({
      method: this.method,
      alpha: this.alpha,
      penalty: this.penalty,
      scale: this.ranks ? 'ranks' : 'linear',
      singular: this.centred,
      knowledge: { ...known, tiers: tiersOf(columns, tiers) } satisfies Knowledge,
    });
    if (!settings.success) return fail(`The settings can't be used: ${settings.error.issues[0].message}.`);
    const bootstrap = this.resamples === 0 ? null : { resamples: this.resamples, seed: this.seed };
    return ok({ settings: settings.data, bootstrap });
  }

  /** In words, for the provenance of what is learned. */
  describe(): string {
    const parts = [NAMES[this.method]];
    if (this.method === 'pc') parts.push(`alpha ${this.alpha}`);
    if (this.method === 'ges') parts.push(`penalty ${this.penalty}`);
    if (this.method !== 'direct-lingam') {
      parts.push(this.ranks ? 'rank correlations' : 'linear correlations');
      if (this.centred === 'restore-level') parts.push('a common level put back where scores are centred');
    }
    if (this.resamples > 0) parts.push(`${this.resamples} bootstrap resamples (seed ${this.seed})`);
    return `${parts.join(', ')}; directions that the data leave open decided by a person.`;
  }
}

/** Columns by tier, earliest first; columns without a number are free. */
function tiersOf(columns: readonly string[], tiers: Readonly<Record<string, number>>): string[][] {
  const numbers = [...new Set(columns.flatMap((name) => (name in tiers ? [tiers[name]] : [])))];
  return numbers.sort((a, b) => a - b).map((tier) => columns.filter((name) => tiers[name] === tier));
}
