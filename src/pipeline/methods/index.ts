import type { RunConfig } from '../../domain/runs/step-event';
import type { Method } from '../method';
import { couple } from './couple';
import { raw } from './raw';

/** Every method by its id: adding one is a file beside this one and a line here. */
export const METHODS: Readonly<Record<RunConfig['method'], Method>> = { raw, couple };
