import { EngineFailure } from '../engine-failure';
import { failureOf, recogniseFailure } from '../failures';
import { abortError } from '../worker/abort';

/** What the browser's own model has its own names for. AbortErrors are thrown on. */
export function promptApiFailure(error: unknown, during: 'load' | 'call'): EngineFailure {
  const name = error instanceof Error ? error.name : '';
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  switch (name) {
    case 'AbortError':
      throw abortError();
    case 'NotAllowedError':
      return new EngineFailure(
        'feature-missing',
        'The browser does not let this page have its own model. If it still has to be downloaded, press the button once more; at a school, the administration may have switched it off.',
        'none',
        detail,
      );
    case 'NotSupportedError':
      return noBrowserModel(detail);
    case 'NotReadableError':
      return new EngineFailure(
        'unknown',
        'The browser held back what its own model wrote. Put the question in other words, or choose another model.',
        'none',
        detail,
      );
    case 'QuotaExceededError':
      return during === 'call' ? failureOf('prompt-too-long', detail) : failureOf('storage-full', detail);
    case 'InvalidStateError':
      return failureOf('worker-died', detail, 'retry');
    default:
      return recogniseFailure(error, during);
  }
}

export function noBrowserModel(detail: string): EngineFailure {
  return new EngineFailure(
    'feature-missing',
    'This browser has no model of its own for this device. Chrome has one on computers with enough memory and disk space; choose another model otherwise.',
    'none',
    detail,
  );
}
