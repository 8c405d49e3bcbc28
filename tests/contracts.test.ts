import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { grammarOf, jsonSchemaOf, readReply } from '../src/engine/grammar';
import type { Usage } from '../src/engine/language-model';
import { SHIPPED_CONTRACTS } from '../src/pipeline/llm/contracts';
import { RealXGrammar } from './xgrammar/real-xgrammar';
import { realisticVocabulary } from './xgrammar/vocabulary';

const USAGE: Usage = { promptTokens: 0, cachedTokens: 0, completionTokens: 0, prefillMs: 0, decodeMs: 0 };

let xgrammar: RealXGrammar;
beforeAll(async () => {
  xgrammar = await RealXGrammar.start(realisticVocabulary());
}, 120_000);

describe.each(SHIPPED_CONTRACTS)('the contract “$contract.name”', ({ contract, accepts, refuses }) => {
  it('is compiled by the XGrammar of WebLLM, which accepts its golden replies and rejects the others', async () => {
    const grammar = await xgrammar.compile(grammarOf(contract));
    for (const value of accepts) expect(await grammar.accepts(JSON.stringify(value))).toBe(true);
    for (const text of refuses) expect(await grammar.accepts(text), text).toBe(false);
    grammar.dispose();
  });

  it('reads its golden replies', () => {
    expect(accepts.length).toBeGreaterThan(0);
    for (const value of accepts) {
      expect(readReply(contract, JSON.stringify(value), 'stop', USAGE).value).toEqual(value);
    }
  });

  it('bounds no string by its characters, which costs XGrammar seconds', () => {
    expect(grammarOf(contract)).not.toMatch(/\{\d/);
    expect(JSON.stringify(jsonSchemaOf(contract))).not.toMatch(/maxLength|minLength|pattern/);
  });
});

// A changed grammar changes what a model can write: the golden file shows the change.
it('writes the grammars of every shipped contract as before', async () => {
  const all = SHIPPED_CONTRACTS.map(({ contract }) => `# ${contract.name}\n${grammarOf(contract)}`);
  await expect(all.join('\n')).toMatchFileSnapshot(
    path.resolve(import.meta.dirname, 'golden/grammars/shipped.gbnf'),
  );
});
