import { parseArgs } from 'node:util';
import { ownQuestion } from '../src/domain/questions/own-question';
import { fail, ok, type Result } from '../src/domain/result';
import { DEFAULT_MERGE } from '../src/domain/values/value-in-system';
import { PRIORITY_MAX, PRIORITY_MIN } from '../src/domain/values/priority';
import { checkConfig } from '../src/pipeline/check-config';
import { METHODS } from '../src/pipeline/methods';
import { DEFAULT_THETA_PER_VALUE, thetaFor } from '../src/pipeline/theta';
import { loadNode } from './steer/load-node';
import { printEvent } from './steer/print-event';

const USAGE = `Usage: npm run steer -- --question "…" --set security=5,benevolence=4 [options]

  --question TEXT   a question in your own words, or the id of one of the library
  --option LABEL    one option of an own question; repeat it for each
  --set LIST        the target: value=priority pairs, 1 (not important at all) to 5 (very important)
  --system ID       schwartz-10 (default) or touche-20
  --method ID       couple (default) or raw
  --theta NUMBER    largest distance in sum that needs no intervention (default 0.7 for each set value)
  --attempts N      most responses to write and verify, 1 to 10 (default 4)
  --seed N          chooses among phrases (default 1)
  --json            one event a line, as the app stores them`;

async function main(): Promise<Result<null>> {
  const { values } = parseArgs({
    options: {
      question: { type: 'string' },
      option: { type: 'string', multiple: true },
      set: { type: 'string', default: '' },
      system: { type: 'string', default: 'schwartz-10' },
      method: { type: 'string', default: 'couple' },
      theta: { type: 'string' },
      attempts: { type: 'string', default: '4' },
      seed: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help || values.question === undefined) return fail(USAGE);

  const target = parseTarget(values.set);
  if (!target.ok) return target;
  const world = await loadNode(values.system, DEFAULT_MERGE);
  const known = world.questions.find(({ id }) => id === values.question);
  const question = known
    ? ok(known)
    : ownQuestion(
        'own',
        values.question,
        (values.option ?? []).map((label) => ({ label })),
      );
  if (!question.ok) return question;

  const config = checkConfig(
    {
      method: values.method,
      question: question.value,
      valueSystemId: world.system.id,
      target: target.value,
      graph: world.graph,
      merge: DEFAULT_MERGE,
      theta:
        values.theta === undefined ? thetaFor(target.value, DEFAULT_THETA_PER_VALUE) : Number(values.theta),
      maxAttempts: Number(values.attempts),
      seed: Number(values.seed),
    },
    world.system,
  );
  if (!config.ok) return config;

  const method = METHODS[config.value.method];
  const now = () => performance.timeOrigin + performance.now();
  let failed: string | null = null;
  for await (const event of method.run({
    config: config.value,
    valueSystem: world.system,
    reasoner: world.reasoner,
    now,
  })) {
    console.log(values.json ? JSON.stringify(event) : printEvent(event, world.system));
    if (event.type === 'failed') failed = event.message;
  }
  return failed === null ? ok(null) : fail(failed);
}

function parseTarget(list: string): Result<Record<string, number>> {
  const target: Record<string, number> = {};
  for (const pair of list.split(',').filter((part) => part.trim() !== '')) {
    const [id, number, ...rest] = pair.split('=').map((part) => part.trim());
    const priority = Number(number);
    if (
      rest.length > 0 ||
      number === undefined ||
      number === '' ||
      !(priority >= PRIORITY_MIN && priority <= PRIORITY_MAX)
    ) {
      return fail(
        `“${pair.trim()}” is not value=priority with a priority from ${PRIORITY_MIN} to ${PRIORITY_MAX}, for instance security=5.`,
      );
    }
    target[id] = priority;
  }
  return ok(target);
}

try {
  const result = await main();
  if (!result.ok) {
    console.error(result.error);
    process.exitCode = 1;
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
