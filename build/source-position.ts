import { findNodeAtLocation, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';

/** 1-based line of a character offset. `lineAt('a\nb', 2)` is 2. */
function lineAt(source: string, offset: number): number {
  let line = 1;
  for (let at = source.indexOf('\n'); at !== -1 && at < offset; at = source.indexOf('\n', at + 1)) line += 1;
  return line;
}

export interface JsonSource {
  readonly tree: Node | undefined;
  /** The first error of syntax, with its line; none where the text is JSON. */
  readonly error: { line: number; reason: string } | undefined;
}

/** Reads JSON as a tree that knows where each part stands. Comments and trailing commas are errors, as in JSON itself. */
export function readJsonSource(source: string): JsonSource {
  const errors: ParseError[] = [];
  const tree = parseTree(source, errors, { disallowComments: true, allowTrailingComma: false });
  const first = errors[0];
  if (!first) return { tree, error: undefined };
  const code = printParseErrorCode(first.error);
  const words = code.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return { tree, error: { line: lineAt(source, first.offset), reason: `not valid JSON: ${words}` } };
}

/**
 * 1-based line on which the part at `path` begins. Where the path leads to something that is missing,
 * the line of the nearest part that encloses it.
 */
export function lineOfPath(source: string, tree: Node | undefined, path: readonly PropertyKey[]): number {
  const segments = path.filter((segment) => typeof segment !== 'symbol');
  for (let length = segments.length; tree && length >= 0; length -= 1) {
    const node = findNodeAtLocation(tree, segments.slice(0, length));
    if (node) return lineAt(source, node.offset);
  }
  return 1;
}
