import { EngineFailure } from '../engine-failure';

/** Names and addresses that lead to this machine alone (RFC 6761, RFC 1122, RFC 4291). */
export function isLoopback(url: string): boolean {
  const { protocol, hostname, username, password } = new URL(url);
  if (protocol !== 'http:' && protocol !== 'https:') return false;
  if (username !== '' || password !== '') return false;
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d+){3}$/.test(hostname);
}

/**
 * The address of one of the server's own paths: `serverUrl('http://127.0.0.1:8080/', 'v1/models')`.
 * @throws EngineFailure where it would lead to another machine
 */
export function serverUrl(base: string, path: string): string {
  if (!URL.canParse(base) || !isLoopback(base)) {
    throw new EngineFailure(
      'endpoint-refused',
      'This server is not on this computer. So that nothing you write leaves it, Steerboard speaks with servers at 127.0.0.1, localhost or [::1] only.',
      'none',
      base,
    );
  }
  return new URL(path, base.endsWith('/') ? base : `${base}/`).href;
}
