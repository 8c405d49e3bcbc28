import { EngineFailure } from '../../engine/engine-failure';
import { ContractError } from '../../engine/language-model';
import type { Calls } from './calls';

/** A reply that says nothing that can be used: empty, an echo of the prompt, a refusal, nothing left after the checks. */
export class UnusableReply extends Error {
  override readonly name = 'UnusableReply';

  constructor(
    readonly truncated: boolean,
    message: string,
  ) {
    super(message);
  }
}

/** How one try differs from the first. */
export interface Turn {
  /** Counts the tries from 0: each has a seed of its own. */
  readonly turn: number;
  /** Factor on the tokens that may be written. */
  readonly room: number;
  readonly temperature: number;
  /** Nothing comes after it, so whatever can be used at all is taken. */
  readonly last: boolean;
}

interface Ways<T> {
  readonly wide: (turn: Turn) => Promise<T>;
  /** The same question for less, in a narrower shape. */
  readonly narrow: (turn: Turn) => Promise<T>;
  /** Where an engine can't be held to a shape, there is no use in asking for the wide one. */
  readonly skipWide?: boolean;
}

/** A second try at temperature 0 would give the same reply again. */
const AGAIN_TEMPERATURE = 0.7;

/**
 * Asks until a reply can be used: as it stands; with room for twice the tokens where it ran out of them; in a narrower
 * shape; once more in the narrow shape with another seed. Every try after the first is recorded with what was wrong before.
 * Engine failures and aborts pass through: asking again is the engine's business.
 * @throws Error in words for a person when the last try fails too
 */
export async function withRepairs<T>(calls: Calls, what: string, ways: Ways<T>): Promise<T> {
  let turn = 0;
  let problem = '';
  const attempt = async (
    ask: (turn: Turn) => Promise<T>,
    { room = 1, temperature = 0, last = false }: Partial<Turn> = {},
  ) => {
    try {
      return { value: await ask({ turn: turn++, room, temperature, last }) };
    } catch (error) {
      if (!(error instanceof Error) || !repairable(error)) throw error;
      problem = error.message;
      return { truncated: ranOut(error) };
    }
  };

  if (ways.skipWide !== true) {
    const first = await attempt(ways.wide);
    if ('value' in first) return first.value;
    if (first.truncated) {
      calls.repaired('longer', problem);
      const longer = await attempt(ways.wide, { room: 2 });
      if ('value' in longer) return longer.value;
    }
    calls.repaired('narrower', problem);
  }
  const narrower = await attempt(ways.narrow);
  if ('value' in narrower) return narrower.value;
  calls.repaired('again', problem);
  const again = await attempt(ways.narrow, {
    room: narrower.truncated ? 2 : 1,
    temperature: AGAIN_TEMPERATURE,
    last: true,
  });
  if ('value' in again) return again.value;
  throw new Error(
    `The language model ${calls.modelName} gave no ${what} that can be used, though it was asked ${turn} times. ${problem} Try another seed or a larger model, or let the built-in reasoner do this part.`,
  );
}

function repairable(error: Error): boolean {
  if (error instanceof EngineFailure) return error.kind === 'grammar';
  return error instanceof ContractError || error instanceof UnusableReply;
}

function ranOut(error: Error): boolean {
  return error instanceof ContractError
    ? error.reason === 'truncated'
    : error instanceof UnusableReply && error.truncated;
}
