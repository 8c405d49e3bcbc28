import { ContractError, type Contract, type Finish, type JsonReply, type Usage } from '../language-model';
import { stripThinking } from './strip-thinking';

/** More white space than any model puts at the end of JSON that it will go on with. */
const BLANK_TAIL = /\s{16,}$/;

/**
 * Reads a reply by its contract. A reply that does not fulfil it is never mended.
 * @throws ContractError that says what is wrong with the reply
 */
export function readReply<T>(
  contract: Contract<T>,
  text: string,
  finish: Finish,
  usage: Usage,
): JsonReply<T> {
  const failed = (reason: ContractError['reason'], message: string): ContractError =>
    new ContractError(reason, message, text, usage);

  let data: unknown;
  try {
    data = JSON.parse(stripThinking(text));
  } catch (error) {
    // A grammar that allows white space lets a small model write nothing else until its tokens run out.
    if (text.trim() === '' || (finish === 'length' && BLANK_TAIL.test(text))) {
      throw failed('blank', 'The model wrote blanks instead of an answer.');
    }
    if (finish === 'length')
      throw failed('truncated', 'The model ran out of tokens before its answer was complete.');
    throw failed(
      'not-json',
      `The model’s answer is not JSON: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  const parsed = contract.schema.safeParse(data);
  if (parsed.success) return { value: parsed.data, text, usage };
  const problems = parsed.error.issues.map(
    ({ path, message }) => `${path.join('.') || 'the answer'}: ${message}`,
  );
  throw failed('not-valid', `The model’s answer is not what was asked for: ${problems.join('; ')}.`);
}
