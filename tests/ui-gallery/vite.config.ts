import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { checkedData } from '../../build/static-data-plugin';

/** `npx vite --configLoader runner tests/ui-gallery`: every shared component on one page, and Steer with a slow model on `/live.html`. It is not part of the build. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [
    checkedData(),
    svelte({ configFile: fileURLToPath(new URL('../../svelte.config.js', import.meta.url)) }),
  ],
  server: { fs: { allow: [fileURLToPath(new URL('../..', import.meta.url))] } },
});
