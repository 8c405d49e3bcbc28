import { z } from 'zod';
import type { Result } from '../../domain/result';
import { attempt } from '../attempt';
import { keepNewer, readRecord } from '../readable';
import type { RecordStore } from '../records/record-store';
import type { StorageError } from '../storage-error';

type Outcome<T> = Promise<Result<T, StorageError>>;

const VERSION = 1;

/** Small things by name: choices of the person, drafts of own questions. */
export type SettingsRepository = {
  /** Undefined where it was never set, or what is stored does not fit the schema any more. */
  get<T>(name: string, schema: z.ZodType<T>): Outcome<T | undefined>;
  set(name: string, value: unknown): Outcome<void>;
  remove(name: string): Outcome<void>;
};

export function settingsRepository(records: RecordStore): SettingsRepository {
  const guard = keepNewer(VERSION);
  return {
    get: (name, schema) =>
      attempt(async () => {
        const shape = z.object({ kind: z.literal('setting'), version: z.literal(VERSION), value: schema });
        const found = readRecord(
          { store: 'settings', schema: shape, version: VERSION },
          await records.get('settings', name),
        );
        return 'value' in found ? found.value.value : undefined;
      }),
    set: (name, value) =>
      attempt(() => {
        const record = { kind: 'setting', version: VERSION, value };
        return records.write([{ type: 'put', store: 'settings', key: name, value: record, guard }]);
      }),
    remove: (name) => attempt(() => records.write([{ type: 'delete', store: 'settings', key: name, guard }])),
  };
}
