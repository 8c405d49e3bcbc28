import type { Value, ValueId, ValueSystem } from './value-system';

/** The value with this id, or undefined. */
export function findValue(system: ValueSystem, id: ValueId): Value | undefined {
  return system.values.find((value) => value.id === id);
}
