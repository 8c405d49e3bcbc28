import type { EngineLock } from './engine-lock';
import type { LaunchRecord } from './launch-record';

/** The id of the model whose load ended a tab, told once; null where none did. */
export async function takeKilled(launch: LaunchRecord, lock: EngineLock): Promise<string | null> {
  const { killedBy } = launch.read();
  if (killedBy === null) return null;
  // While another tab holds the engine, the mark may be of a load that goes on there.
  const hold = await lock.tryHold(() => undefined);
  if (!hold) return null;
  hold.release();
  launch.clearKilled();
  return killedBy;
}
