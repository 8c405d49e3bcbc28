import { type ConflictRule, orientTogether } from './conflict-rule';
import { isArrow, isJoined, type Pdag, setArrow } from './pdag';

/** x → y ← z with x and z not joined. */
export type Collider = readonly [x: number, y: number, z: number];

/**
 * The unshielded triples x – y – z (x before z) whose middle `isCollider` says must be a common effect, in the order of y, x,
 * z. Triples in which knowledge directs an arm away from the middle are passed over.
 */
export function findColliders(
  pdag: Pdag,
  isCollider: (x: number, y: number, z: number) => boolean,
): Collider[] {
  const found: Collider[] = [];
  for (let y = 0; y < pdag.size; y++) {
    for (let x = 0; x < pdag.size; x++) {
      if (y === x || !isJoined(pdag, x, y) || isArrow(pdag, y, x)) continue;
      for (let z = x + 1; z < pdag.size; z++) {
        if (z === y || !isJoined(pdag, y, z) || isJoined(pdag, x, z) || isArrow(pdag, y, z)) continue;
        if (isCollider(x, y, z)) found.push([x, y, z]);
      }
    }
  }
  return found;
}

/**
 * Directs x → y ← z. In PC the middle is a collider where no set that separated x and z holds it; trying all sets of a size
 * instead of the first makes this free of order too, and is what causal-learn's stable PC does.
 *
 * Worked: a → c ← b; a and b are independent given nothing, so c is in no separating set, and a – c – b becomes a → c ← b.
 * In the chain a → c → b the only separating set is {c}, and the triple is left alone.
 */
export function orientColliders(pdag: Pdag, colliders: readonly Collider[], rule: ConflictRule): void {
  if (rule === 'mark') {
    orientTogether(
      pdag,
      colliders.flatMap(([x, y, z]) => [[x, y] as const, [z, y] as const]),
    );
    return;
  }
  for (const [x, y, z] of colliders) {
    if (isArrow(pdag, y, x) || isArrow(pdag, y, z)) continue;
    setArrow(pdag, x, y);
    setArrow(pdag, z, y);
  }
}
