import path from 'node:path';

/** Lowest layer first: a file may import from its own layer and from the layers before it, never from those after. */
const LAYERS = ['domain', 'engine', 'pipeline', 'storage', 'workers', 'state', 'features'];

/** Shared components stand beside the layers: they know the domain, and only features (and themselves) know them. */
const UI = 'ui';

/** Packages with a home: no other part of src may import them. */
const HOMES = [
  { packages: ['svelte', '@testing-library/svelte'], parts: ['state', 'features', UI] },
  { packages: ['idb'], parts: ['storage'] },
  { packages: ['cytoscape'], parts: ['features', UI] },
  { packages: ['@mlc-ai/web-llm', '@wllama/wllama'], parts: ['engine', 'workers'] },
];

/**
 * Why a file of one part of `src/` may not import from another, or undefined where it may.
 * @param {string} from
 * @param {string} to
 */
function refusal(from, to) {
  if (from === to) return undefined;
  if (from === UI) return to === 'domain' ? undefined : 'ui knows the domain only';
  if (to === UI) return from === 'features' ? undefined : `${from} draws nothing`;
  if (LAYERS.indexOf(to) <= LAYERS.indexOf(from)) return undefined;
  return `${from} lies below ${to}: imports go ${LAYERS.join(' <- ')}`;
}

/**
 * The folder of `src/` that a file lies in, or undefined for files elsewhere and for the entry files in `src/` itself.
 * @param {string} root
 * @param {string} file
 */
function partOf(root, file) {
  const [first, part, ...rest] = path.relative(root, file).split(path.sep);
  // "../state" and "../state/undo" both lead into the part; "./App.svelte" in src itself leads into none.
  return first === 'src' && part && (rest.length > 0 || [...LAYERS, UI].includes(part)) ? part : undefined;
}

/**
 * ESLint rule: imports between the layers of `src/` go one way, and packages stay in their homes.
 * It resolves the path instead of matching its text, and sees re-exports, `import()` and types as well.
 * @type {import('eslint').Rule.RuleModule}
 */
export const layerRule = {
  meta: { type: 'problem', schema: [], messages: { refused: '{{reason}}.' } },
  create(context) {
    const from = partOf(context.cwd, context.filename);
    if (from === undefined) return {};

    const reasonFor = (imported) => {
      if (imported.startsWith('.')) {
        const to = partOf(context.cwd, path.resolve(path.dirname(context.filename), imported));
        return to === undefined ? undefined : refusal(from, to);
      }
      const home = HOMES.find(({ packages }) =>
        packages.some((name) => imported === name || imported.startsWith(`${name}/`)),
      );
      if (!home || home.parts.includes(from)) return undefined;
      return `${imported} belongs to ${home.parts.join(', ')}; ${from} works without it`;
    };
    const check = (source) => {
      if (source?.type !== 'Literal' || typeof source.value !== 'string') return;
      const reason = reasonFor(source.value);
      if (reason) context.report({ node: source, messageId: 'refused', data: { reason } });
    };

    return {
      ImportDeclaration: (node) => check(node.source),
      ExportNamedDeclaration: (node) => check(node.source),
      ExportAllDeclaration: (node) => check(node.source),
      ImportExpression: (node) => check(node.source),
      TSImportType: (node) => check(node.source ?? node.argument?.literal),
    };
  },
};
