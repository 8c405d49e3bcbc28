import type { StepEvent } from '../../src/domain/runs/step-event';
import { findValue } from '../../src/domain/values/find-value';
import type { ValueSystem } from '../../src/domain/values/value-system';

/** One event as lines for a terminal. */
export function printEvent(event: StepEvent, system: ValueSystem): string {
  const name = (id: string) => findValue(system, id)?.name ?? id;
  const signed = (number: number) => `${number < 0 ? '−' : '+'}${Math.abs(number).toFixed(2)}`;
  switch (event.type) {
    case 'started':
      return `Question  ${event.config.question.text}\nGraph     ${event.config.graph.name}`;
    case 'answer':
      return `\n1 Answer  (${event.by.label})\n${event.text}\n  ${event.because}`;
    case 'attribution': {
      const rows = event.attribution.scores.map(({ valueId, priority, interval }) =>
        priority === null
          ? `  ${name(valueId)}: plays no part`
          : `  ${name(valueId)}: ${priority.toFixed(1)} (${interval?.map((end) => end.toFixed(1)).join(' to ') ?? '?'})`,
      );
      return ['\n2 Attribution', ...rows].join('\n');
    }
    case 'intervention': {
      const { delta, theta, decision, effects, sentence } = event.intervention;
      const rows = effects
        .filter(({ role }) => role !== 'unaffected')
        .map(
          ({ valueId, before, after, change, role }) =>
            `  ${role === 'set' ? 'do ' : '   '}${name(valueId)}: ${before.toFixed(2)} to ${after.toFixed(2)} (${signed(change)})`,
        );
      return [
        `\n3 Intervention  Δ ${delta.toFixed(2)}, θ ${theta}: ${decision}`,
        ...rows,
        `  ${sentence}`,
      ].join('\n');
    }
    case 'concepts':
      return [
        `\n4 Concepts, attempt ${event.attempt}`,
        ...event.changes.map(({ change, label, reason }) => `  ${change}: ${label} (${reason})`),
      ].join('\n');
    case 'response':
      return `\n  Response\n${event.response.text}\n  ${event.response.because}`;
    case 'verification': {
      const { delta, theta, passed, agreement, deviations, before } = event.verification;
      const rows = deviations.map(
        ({ valueId, observed, target, absent }) =>
          `  ${name(valueId)}: ${absent ? 'plays no part, counts as 1' : observed.toFixed(1)}, target ${target}`,
      );
      const rho = agreement.spearman === null ? agreement.spearmanReason : agreement.spearman.toFixed(2);
      return [
        `\n5 Verification, attempt ${event.attempt}  Δ ${before.delta.toFixed(2)} to ${delta.toFixed(2)}, ${passed ? 'within' : 'over'} θ ${theta}`,
        ...rows,
        `  MAE ${agreement.maeMean?.toFixed(2) ?? 'undefined'} (sum ${agreement.maeSum.toFixed(2)}), Spearman’s ρ ${rho ?? 'undefined'}`,
      ].join('\n');
    }
    case 'finished':
      return `\nFinished: ${event.outcome}${event.attempt === null ? '' : `, attempt ${event.attempt}`}`;
    case 'failed':
      return `\nFailed: ${event.message}`;
  }
}
