import type { Parents } from './exact-search';

/**
 * Every graph that fits any data exactly as well as this one (its Markov equivalence class). Two equivalent graphs are joined
 * by a sequence of reversals of covered arrows, x → y where the causes of y are x and the causes of x (Chickering 1995,
 * theorem 2), so walking along such reversals finds them all. The first member is the given graph.
 */
export function equivalentGraphs(parents: Parents): Parents[] {
  const members = [parents];
  const seen = new Set([JSON.stringify(parents)]);
  for (let next = 0; next < members.length; next++) {
    const member = members[next];
    for (const [effect, causes] of member.entries()) {
      for (const cause of causes) {
        if (!isCovered(member, cause, effect)) continue;
        const reversed = reverse(member, cause, effect);
        const key = JSON.stringify(reversed);
        if (seen.has(key)) continue;
        seen.add(key);
        members.push(reversed);
      }
    }
  }
  return members;
}

function isCovered(parents: Parents, cause: number, effect: number): boolean {
  const others = parents[effect].filter((other) => other !== cause);
  return others.length === parents[cause].length && others.every((other) => parents[cause].includes(other));
}

function reverse(parents: Parents, cause: number, effect: number): Parents {
  return parents.map((causes, at) => {
    if (at === effect) return causes.filter((other) => other !== cause);
    return at === cause ? [...causes, effect].sort((one, other) => one - other) : causes;
  });
}

/** `points[a][b]`: some member of the class has the arrow a → b. Both ways: the data can't decide. */
export type ClassArrows = readonly (readonly boolean[])[];

export function classArrows(members: readonly Parents[]): ClassArrows {
  const points = members[0].map(() => members[0].map(() => false));
  for (const member of members) member.forEach((causes, b) => causes.forEach((a) => (points[a][b] = true)));
  return points;
}
