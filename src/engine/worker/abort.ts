/** What every call of an engine rejects with when its signal fires, whatever the signal's own reason. */
export const abortError = (): DOMException => new DOMException('The call was stopped.', 'AbortError');

/** The promise, or an AbortError as soon as the signal fires; what becomes of the promise then is nobody's concern. */
export function orAbort<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(abortError());
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort);
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
