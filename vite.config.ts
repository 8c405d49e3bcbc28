import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { contentSecurityPolicy } from './build/content-security-policy';
import { serviceWorker } from './build/service-worker-plugin';
import { checkedData, staticData } from './build/static-data-plugin';

export default defineConfig({
  // Relative addresses only: the built site works under any sub-path of any static server.
  base: './',
  plugins: [staticData(), contentSecurityPolicy(), svelte(), serviceWorker()],
  worker: { format: 'es', plugins: () => [checkedData()] },
  build: {
    target: 'es2022',
    // Every asset stays a file of its own: no data: addresses, so a host can forbid them.
    assetsInlineLimit: 0,
    // Browsers of the es2022 target preload modules themselves; the polyfill would be bytes for nobody.
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
