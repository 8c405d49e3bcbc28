// First: everything below brings zod with it.
import '../../no-eval';
import { serveLoopback } from './loopback-port';

/** Entry point of the worker that speaks with a server on this machine. */
serveLoopback(self, (url, init) => fetch(url, init));
