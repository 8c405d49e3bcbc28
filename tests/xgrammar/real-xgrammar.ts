import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { compileFunction, constants } from 'node:vm';
import type * as xgrammar from '@mlc-ai/web-xgrammar';
import { byteLevelText, type Vocabulary } from './vocabulary';

/** A grammar that XGrammar has compiled for a vocabulary. */
export interface RealGrammar {
  /** Whether a model could write just this text and stop: each token has to be in the mask of allowed ones. */
  accepts(text: string): Promise<boolean>;
  /**
   * A text that the grammar allows: `pick` chooses each token from the allowed ones, or null to stop where the grammar
   * lets the model stop. Undefined where the text is not complete after `most` tokens.
   */
  write(
    pick: (allowed: readonly number[], mayStop: boolean) => number | null,
    most: number,
  ): Promise<string | undefined>;
  dispose(): void;
}

/** XGrammar as WebLLM uses it: a table of the vocabulary once, then grammars compiled for it. */
export class RealXGrammar {
  readonly #library: Library;
  readonly #compiler: xgrammar.GrammarCompiler;
  readonly #vocabulary: Vocabulary;

  private constructor(library: Library, compiler: xgrammar.GrammarCompiler, vocabulary: Vocabulary) {
    this.#library = library;
    this.#compiler = compiler;
    this.#vocabulary = vocabulary;
  }

  static async start(vocabulary: Vocabulary): Promise<RealXGrammar> {
    const library = loadLibrary();
    // The token that ends a reply comes after all others.
    const tokens = [...vocabulary.tokens.map(byteLevelText), '<|end|>'];
    const end = vocabulary.tokens.length;
    const info = await library.TokenizerInfo.createTokenizerInfo(tokens, 'byte_level', false, tokens.length, [
      end,
    ]);
    return new RealXGrammar(
      library,
      // Nothing is cached, so that compiling the same grammar twice costs the same twice.
      await library.GrammarCompiler.createGrammarCompiler(info, false),
      vocabulary,
    );
  }

  /** Rejects where XGrammar can't read the grammar; it says why on the console only. */
  async compile(grammar: string): Promise<RealGrammar> {
    const compiled = await this.#compiler.compileGrammar(grammar);
    const { tokens, encode } = this.#vocabulary;
    const end = tokens.length;
    const matching = async <T>(work: (matcher: xgrammar.GrammarMatcher) => Promise<T>): Promise<T> => {
      const matcher = await this.#library.GrammarMatcher.createGrammarMatcher(compiled);
      try {
        return await work(matcher);
      } finally {
        matcher.dispose();
      }
    };
    const take = (matcher: xgrammar.GrammarMatcher, token: number): void => {
      if (!matcher.acceptToken(token)) throw new Error('XGrammar rejects a token that its mask allows.');
    };
    return {
      accepts: (text) =>
        matching(async (matcher) => {
          for (const token of encode(text)) {
            if (!isAllowed(await matcher.getNextTokenBitmask(), token)) return false;
            take(matcher, token);
          }
          return isAllowed(await matcher.getNextTokenBitmask(), end);
        }),
      write: (pick, most) =>
        matching(async (matcher) => {
          const bytes: number[] = [];
          for (let count = 0; count < most; count += 1) {
            const mask = await matcher.getNextTokenBitmask();
            const allowed = tokens.map((_, token) => token).filter((token) => isAllowed(mask, token));
            const token = pick(allowed, isAllowed(mask, end));
            if (token === null)
              return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes));
            take(matcher, token);
            bytes.push(...(tokens[token] ?? []));
          }
          return undefined;
        }),
      dispose: () => {
        compiled.dispose();
      },
    };
  }
}

function isAllowed(mask: Int32Array, token: number): boolean {
  return (((mask[token >> 5] ?? 0) >>> (token & 31)) & 1) === 1;
}

type Library = Pick<typeof xgrammar, 'TokenizerInfo' | 'GrammarCompiler' | 'GrammarMatcher'>;

/** The package says that it is an ES module and holds a CommonJS script, which Node's loaders refuse: it is run as what it is. */
function loadLibrary(): Library {
  const file = createRequire(import.meta.url).resolve('@mlc-ai/web-xgrammar');
  const names = ['exports', 'module', 'require', '__filename', '__dirname'];
  const script = compileFunction(readFileSync(file, 'utf8'), names, {
    filename: file,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  const exports: Partial<Library> = {};
  script(exports, { exports }, createRequire(file), file, path.dirname(file));
  const { TokenizerInfo, GrammarCompiler, GrammarMatcher } = exports;
  if (!TokenizerInfo || !GrammarCompiler || !GrammarMatcher) throw new Error(`${file} lacks its exports.`);
  return { TokenizerInfo, GrammarCompiler, GrammarMatcher };
}
