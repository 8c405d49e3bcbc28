import { grammarOf } from '../src/engine/grammar';
import { SHIPPED_CONTRACTS } from '../src/pipeline/llm/contracts';
import { RealXGrammar } from '../tests/xgrammar/real-xgrammar';
import { realisticVocabulary } from '../tests/xgrammar/vocabulary';
import { median, type Figure } from './figure';

const TIMES = 5;

/** Compiling each shipped contract with WebLLM's XGrammar for a vocabulary of some 120,000 tokens; nothing is cached. */
export async function benchContracts(): Promise<Figure[]> {
  const xgrammar = await RealXGrammar.start(realisticVocabulary());
  const figures: Figure[] = [];
  for (const [index, { contract }] of SHIPPED_CONTRACTS.entries()) {
    const times: number[] = [];
    for (let count = 0; count < TIMES; count += 1) {
      const start = performance.now();
      const grammar = await xgrammar.compile(grammarOf(contract));
      times.push(performance.now() - start);
      grammar.dispose();
    }
    const name = `grammar ${index + 1}, “${contract.name}”`;
    figures.push({ name, value: median(times), unit: 'ms', target: 300 });
  }
  return figures;
}
