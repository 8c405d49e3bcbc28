/**
 * The headers that put a page into a process of its own, in which the CPU engine may use several threads.
 * `require-corp` and not `credentialless`, which Safari does not know; the page loads nothing from other origins
 * that would need the milder one, and its workers ask other origins with CORS, which both allow.
 */
const HEADERS = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
} as const;

/** The same response with those headers. One that can't be made anew (a redirect that the browser follows itself) stays as it is. */
export function isolated(response: Response): Response {
  if (response.status === 0) return response;
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(HEADERS)) headers.set(name, value);
  return copy(response, headers);
}

/** A response that does not tell that it came by a redirect: browsers refuse to show such a one as a page. */
export function unredirected(response: Response): Response {
  return response.redirected ? copy(response, response.headers) : response;
}

function copy(response: Response, headers: Headers): Response {
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers });
}
