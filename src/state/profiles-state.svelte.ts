import { flatProfile, randomProfile } from '../domain/values/preset-profiles';
import type { Profile } from '../domain/values/profile';
import type { ProfileLibrary } from '../domain/values/profile-library';
import type { ValueSystem } from '../domain/values/value-system';
import { readProfileFile, writeProfileFile } from '../domain/formats/profile-file';
import { counted } from '../domain/text/format-number';
import type { UnreadableRecord } from '../storage/readable';
import type { LibraryPorts } from './library-ports';
import { setValues, type Dial } from './run-config';
import { profileShelves, valueSystems } from './static-data';

/** Longest name of a profile, in characters; its schema says the same. */
export const PROFILE_NAME_MAX = 120;

/** The profiles of a person, and those that Steerboard ships. */
export class ProfilesState {
  readonly #ports: LibraryPorts;
  #own = $state.raw<readonly Profile[]>([]);
  #unreadable = $state.raw<readonly UnreadableRecord[]>([]);
  #shelves = $state.raw<readonly ProfileLibrary[]>([]);
  #systems = $state.raw<readonly ValueSystem[]>([]);
  #loaded = $state(false);

  constructor(ports: LibraryPorts) {
    this.#ports = ports;
  }

  /** Own profiles by name. */
  get own(): readonly Profile[] {
    return this.#own;
  }
  /** Stored profiles that this app can't read, left as they are. */
  get unreadable(): readonly UnreadableRecord[] {
    return this.#unreadable;
  }
  /** Shipped profiles: countries, roles, the pan-cultural order. */
  get shelves(): readonly ProfileLibrary[] {
    return this.#shelves;
  }
  get loaded(): boolean {
    return this.#loaded;
  }

  systemOf(profile: Profile): ValueSystem | undefined {
    return this.#systems.find(({ id }) => id === profile.valueSystemId);
  }

  flat(system: ValueSystem): Profile {
    return flatProfile(system);
  }

  random(system: ValueSystem, seed: number): Profile {
    return randomProfile(system, seed);
  }

  async load(): Promise<void> {
    try {
      const [shelves, { ten, twenty }] = await Promise.all([profileShelves(), valueSystems()]);
      this.#shelves = shelves;
      this.#systems = [ten, twenty];
    } catch {
      this.#ports.notices.problem(
        'The shipped profiles did not arrive. Your own are not affected: reload the page to try again.',
      );
    }
    await this.#refresh();
    this.#loaded = true;
  }

  /** Stores a dial as a new profile; gives it back, or undefined where it could not be stored. */
  async save(name: string, dial: Dial, valueSystemId: string): Promise<Profile | undefined> {
    const profile: Profile = {
      kind: 'profile',
      version: 1,
      id: this.#ports.newId(),
      name: this.#nameFrom(name),
      valueSystemId,
      target: setValues(dial.target),
    };
    return (await this.#put(profile)) ? profile : undefined;
  }

  async rename(profile: Profile, name: string): Promise<void> {
    const renamed = this.#nameFrom(name, profile.name);
    if (renamed !== profile.name) await this.#put({ ...profile, name: renamed });
  }

  /** Makes an own profile from any other, shipped ones included. */
  async duplicate(profile: Profile): Promise<Profile | undefined> {
    const copy = { ...profile, id: this.#ports.newId(), name: this.#copyName(profile.name) };
    return (await this.#put(copy)) ? copy : undefined;
  }

  /** Deletes at once, and offers to undo it. */
  async remove(profile: Profile): Promise<void> {
    const { notices } = this.#ports;
    const removed = await (await this.#ports.storage()).profiles.remove(profile.id);
    if (!removed.ok) return notices.problem(removed.error.message);
    await this.#refresh();
    const { value } = removed;
    if (!value) return;
    notices.info(`“${value.name}” was deleted.`, { label: 'Undo', run: () => void this.#put(value) });
  }

  /** These profiles as the text of a file. */
  exportText(profiles: readonly Profile[]): string {
    return writeProfileFile(profiles);
  }

  /** Adds the profiles of a file. One that is stored already is not added again; a taken id gives a new one. */
  async importText(text: string, fileName: string): Promise<void> {
    const { notices, newId } = this.#ports;
    const read = readProfileFile(text, fileName);
    if (!read.ok) return notices.problem(read.error);
    const { profiles, problems } = read.value;
    const storage = await this.#ports.storage();
    let added = 0;
    for (const profile of profiles) {
      if (this.#own.some((own) => sameProfile(own, profile))) continue;
      const taken = this.#own.some(({ id }) => id === profile.id);
      const stored = await storage.profiles.put(taken ? { ...profile, id: newId() } : profile);
      if (!stored.ok) {
        notices.problem(stored.error.message);
        break;
      }
      added += 1;
      await this.#refresh();
    }
    const known = profiles.length - added;
    const already =
      known > 0
        ? ` ${counted(known, 'profile')} of the file ${known === 1 ? 'is' : 'are'} here already.`
        : '';
    notices.info(`${counted(added, 'profile')} imported from ${fileName}.${already}`);
    if (problems.length > 0) notices.problem(problems.slice(0, 5).join(' '));
  }

  async #put(profile: Profile): Promise<boolean> {
    const stored = await (await this.#ports.storage()).profiles.put(profile);
    if (!stored.ok) this.#ports.notices.problem(stored.error.message);
    await this.#refresh();
    return stored.ok;
  }

  async #refresh(): Promise<void> {
    const list = await (await this.#ports.storage()).profiles.list();
    if (!list.ok) return this.#ports.notices.problem(list.error.message);
    this.#own = list.value.values.toSorted((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1));
    this.#unreadable = list.value.unreadable;
  }

  #nameFrom(typed: string, otherwise = 'Own profile'): string {
    const name = typed.trim().replace(/\s+/g, ' ').slice(0, PROFILE_NAME_MAX);
    return name === '' ? otherwise : name;
  }

  #copyName(name: string): string {
    const taken = this.#own.map((own) => own.name);
    const base = name.slice(0, PROFILE_NAME_MAX - 12);
    for (let n = 1; ; n += 1) {
      const copy = `${base}, copy${n === 1 ? '' : ` ${n}`}`;
      if (!taken.includes(copy)) return copy;
    }
  }
}

/** Whether two profiles differ in nothing that a person made: their ids may differ. */
function sameProfile(a: Profile, b: Profile): boolean {
  const key = ({ name, valueSystemId, target }: Profile) =>
    JSON.stringify([name, valueSystemId, Object.entries(target).sort(([x], [y]) => (x < y ? -1 : 1))]);
  return key(a) === key(b);
}
