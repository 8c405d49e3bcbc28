import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Plugin, ViteDevServer } from 'vite';
import { DATA_FOLDER, describeProblems, PROMPT_FOLDER, validateStaticData } from './validate-static-data';

/** What the page asks for when it imports a data file: the file as this plugin has validated it. */
const CHECKED = '.json?checked';

/** Both of what follows: what the page's build needs. */
export function staticData(): Plugin[] {
  return [validation(), checkedData()];
}

/** Gives the data files that were validated; a worker is built on its own, and needs no second validation. */
export function checkedData(): Plugin {
  return {
    name: 'steerboard:checked-data',
    /** JSON is JavaScript: the text itself is the module. Its types stand in src/static-modules.d.ts. */
    async load(id) {
      if (!id.endsWith(CHECKED)) return null;
      const text = await readFile(id.slice(0, -'?checked'.length), 'utf8');
      return { code: `export default ${text};`, moduleType: 'js' };
    },
  };
}

/**
 * Validates `static-data/` and `prompts/`: a broken file fails the build with its name, line and reason.
 * In development the same text is printed and laid over the page, and goes away with the next good save.
 */
function validation(): Plugin {
  let root = process.cwd();
  let serving = false;
  return {
    name: 'steerboard:static-data',
    configResolved(config) {
      root = config.root;
      serving = config.command === 'serve';
    },
    buildStart() {
      const problems = validateStaticData(root);
      if (problems.length === 0) return;
      const text = `static data is not valid\n${describeProblems(problems)}`;
      if (serving) this.warn(text);
      else this.error(text);
    },
    configureServer(server) {
      const folders = [DATA_FOLDER, PROMPT_FOLDER].map((folder) => path.join(root, folder) + path.sep);
      for (const event of ['add', 'change', 'unlink'] as const) {
        server.watcher.on(event, (file) => {
          if (folders.some((folder) => file.startsWith(folder))) report(server, root);
        });
      }
    },
  };
}

function report(server: ViteDevServer, root: string): void {
  const problems = validateStaticData(root);
  if (problems.length === 0) return;
  const message = describeProblems(problems);
  server.config.logger.error(message);
  server.ws.send({ type: 'error', err: { message, stack: '' } });
}
