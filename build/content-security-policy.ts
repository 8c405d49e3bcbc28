import type { Plugin } from 'vite';

/**
 * What the built page may load: its own files, and nothing else. The browser itself then enforces that nothing
 * leaves the device. Inline styles stay allowed because Cytoscape writes a style element of its own.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Writes the policy into the built page, so that it holds on every host. The development server needs more than it allows. */
export function contentSecurityPolicy(): Plugin {
  return {
    name: 'steerboard:content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY },
        injectTo: 'head-prepend',
      },
    ],
  };
}
