export const SCREENS = ['steer', 'graph', 'compare', 'profiles', 'data', 'history', 'models'] as const;
export type Screen = (typeof SCREENS)[number];

export interface Route {
  readonly screen: Screen;
  /** What follows the screen, for instance a run's id in `#/steer/<id>`. */
  readonly id: string | null;
}

/** Reads a location hash; anything unknown leads to the Steer screen. */
export function parseRoute(hash: string): Route {
  const [name, id] = hash.replace(/^#\/?/, '').split('/');
  const screen = SCREENS.find((known) => known === name) ?? 'steer';
  return { screen, id: id === undefined || id === '' ? null : decoded(id) };
}

/** Null for an address that was damaged on its way, as `%` alone is. */
function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

export function routeHash(screen: Screen, id?: string): string {
  return id === undefined ? `#/${screen}` : `#/${screen}/${encodeURIComponent(id)}`;
}

/** The address bar as state: hash routes work on any static server, under any sub-path. */
export class Router {
  #route = $state.raw<Route>(parseRoute(''));

  constructor(private readonly target: Window) {
    this.#route = parseRoute(target.location.hash);
    target.addEventListener('hashchange', () => {
      this.#route = parseRoute(target.location.hash);
    });
  }

  get route(): Route {
    return this.#route;
  }

  /** Changes the address without a new entry in the browser's history. */
  replace(screen: Screen, id?: string): void {
    this.target.history.replaceState(null, '', routeHash(screen, id));
    this.#route = parseRoute(this.target.location.hash);
  }

  go(screen: Screen, id?: string): void {
    this.target.location.hash = routeHash(screen, id);
  }
}
