import type { Expression } from '../correct-expression';
import { unitsFor, type Material, type Unit, type UnitForm } from './units';

/** Most full sentences of reasons in one response, beyond one for each value that asks for any. */
const SENTENCES_MAX = 7;

/**
 * How much a value is said for an emphasis, in priority points: the strongest by far, the weak ones in passing,
 * the unimportant played down. Emphasis leaves 1..5 when a verification asks for more or less than the target.
 */
const SHARES: readonly { readonly below: number; readonly form: UnitForm; readonly count: number }[] = [
  { below: 0.75, form: 'against', count: 0 },
  { below: 1.75, form: 'against', count: 1 },
  { below: 2.75, form: 'passing', count: 1 },
  { below: 3.75, form: 'for', count: 1 },
  { below: 4.75, form: 'for', count: 2 },
  { below: 5.75, form: 'for', count: 3 },
  { below: Infinity, form: 'for', count: 4 },
];

/** Other words begin where the longest share of the first ones ends. */
const SHARE_MAX = 4;

/**
 * What to say, in the order of saying: the value with the highest target first, each value's units together, values not set
 * absent. However much emphasis a weaker value has come to need, it gets no more sentences than the strongest.
 */
export function planUnits({ target, emphasis, variant, avoid }: Expression, material: Material): Unit[] {
  const ranked = material.system.values
    .flatMap(({ id }) => {
      const [wanted, strength] = [target[id], emphasis[id]];
      return wanted === undefined || strength === undefined ? [] : [{ id, wanted, strength }];
    })
    .sort((a, b) => b.wanted - a.wanted);

  const units: Unit[] = [];
  const said = new Set<string>();
  let sentences = 0;
  let most = Infinity;
  for (const { id, strength } of ranked) {
    const share = SHARES.find(({ below }) => strength < below);
    if (!share) continue;
    const room = share.form === 'for' ? Math.min(most, Math.max(1, SENTENCES_MAX - sentences)) : share.count;
    const priceSaid = units.some((unit) => unit.about === 'other');
    const chosen = unitsFor(id, share.form, material, SHARE_MAX * (variant[id] ?? 0))
      .filter((unit) => !said.has(unit.text) && !avoid.some((sentence) => sentence.includes(unit.text)))
      // The price of the other way is said once in a text: twice would be a litany.
      .filter(
        (unit, at, all) =>
          unit.about !== 'other' || (!priceSaid && all.findIndex((u) => u.about === 'other') === at),
      )
      .slice(0, Math.min(share.count, room));
    for (const unit of chosen) said.add(unit.text);
    if (share.form === 'for') sentences += chosen.length;
    if (id === ranked[0].id) most = Math.max(1, sentences);
    units.push(...chosen);
  }
  return units;
}
