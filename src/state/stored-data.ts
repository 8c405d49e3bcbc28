// First: everything below brings zod with it.
import '../no-eval';

/** What is stored on this device, as one chunk that loads when it is first needed. */
export { openStorage } from '../storage/storage';
export { openLibraries } from './libraries';
export { readSteerChoices } from './steer-choices';
export { steerGraph } from '../domain/graph/steer-graph';
