/** Several Steerboards may live under one origin, in folders of their own: each keeps to caches with its folder's name. */
export interface CacheNames {
  /** The files of one build. */
  readonly shell: string;
  /** The engines, kept across builds as long as a build still has them. */
  readonly engines: string;
  /** What the person chose and the service worker has to know. */
  readonly choices: string;
}

const prefixOf = (scope: string): string => `steerboard ${scope} `;

/** `scope`: the address of the folder that the page lies in. */
export function cacheNames(scope: string, version: string): CacheNames {
  const prefix = prefixOf(scope);
  return { shell: `${prefix}shell ${version}`, engines: `${prefix}engines`, choices: `${prefix}choices` };
}

/** Those of `existing` that belong to this folder and to no build that is still used. */
export function staleCaches(existing: readonly string[], scope: string, version: string): string[] {
  const used = Object.values(cacheNames(scope, version));
  return existing.filter((name) => name.startsWith(prefixOf(scope)) && !used.includes(name));
}
