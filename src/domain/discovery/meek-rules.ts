import { type ConflictRule, orientTogether, orientUnlessCircle } from './conflict-rule';
import { isArrow, isJoined, isLine, type Pdag } from './pdag';

type Found = (from: number, to: number) => void;

/**
 * Meek's rules (Meek 1995, rules 1 to 4): the arrows that follow because the other direction would make a new v-structure or a
 * circle. A conflict takes part as “joined” only.
 *
 * 1: i → j – k, i and k not joined               gives j → k   (else i → j ← k were a new v-structure)
 * 2: i → j → k, i – k                            gives i → k   (else a circle)
 * 3: i – j → l, i – k → l, i – l, j, k not joined gives i → l   (else rule 2 twice makes j → i ← k)
 * 4: i – j → k → l, i – l, i and k joined, j and l not joined gives i → l   (needed only with knowledge)
 */
export function meekArrows(pdag: Pdag, found: Found): void {
  const { size } = pdag;
  for (let j = 0; j < size; j++) {
    for (let i = 0; i < size; i++) {
      if (!isArrow(pdag, i, j)) continue;
      for (let k = 0; k < size; k++) if (k !== i && isLine(pdag, j, k) && !isJoined(pdag, i, k)) found(j, k);
    }
  }
  for (let j = 0; j < size; j++) {
    for (let i = 0; i < size; i++) {
      if (!isArrow(pdag, i, j)) continue;
      for (let k = 0; k < size; k++) if (isArrow(pdag, j, k) && isLine(pdag, i, k)) found(i, k);
    }
  }
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) if (isLine(pdag, i, j)) meekKites(pdag, i, j, found);
  }
}

/** Rules 3 and 4, which start from a line i – j and end in a line i – l. */
function meekKites(pdag: Pdag, i: number, j: number, found: Found): void {
  const { size } = pdag;
  for (let l = 0; l < size; l++) {
    if (l === j || !isLine(pdag, i, l)) continue;
    if (isArrow(pdag, j, l)) {
      for (let k = j + 1; k < size; k++) {
        if (isLine(pdag, i, k) && isArrow(pdag, k, l) && !isJoined(pdag, j, k)) found(i, l);
      }
    } else if (!isJoined(pdag, j, l)) {
      for (let k = 0; k < size; k++) {
        if (isArrow(pdag, j, k) && isArrow(pdag, k, l) && isJoined(pdag, i, k)) found(i, l);
      }
    }
  }
}

/** Applies the rules until nothing follows any more. Directs lines only; arrows and conflicts stay as they are. */
export function closeUnderMeek(pdag: Pdag, rule: ConflictRule): void {
  for (let changed = true; changed;) {
    changed = false;
    const together: [number, number][] = [];
    meekArrows(pdag, (from, to) => {
      if (rule === 'mark') together.push([from, to]);
      else if (orientUnlessCircle(pdag, from, to)) changed = true;
    });
    if (together.length > 0) {
      orientTogether(pdag, together);
      changed = true;
    }
  }
}
