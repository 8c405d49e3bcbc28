import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Profile } from '../values/profile';
import { readProfileFile, writeProfileFile } from './profile-file';

const profile: Profile = {
  kind: 'profile',
  version: 1,
  id: 'p1',
  name: 'Calm',
  valueSystemId: 'schwartz-10',
  target: { security: 5, power: 1.5 },
};
const errorOf = (text: string) => {
  const read = readProfileFile(text, 'mine.json');
  return read.ok ? undefined : read.error;
};

describe('profile files', () => {
  it('come back as they were written', () => {
    const target = fc.dictionary(
      fc.constantFrom('security', 'power', 'face'),
      fc.integer({ min: 10, max: 50 }).map((tenths) => tenths / 10),
      { noNullPrototype: true },
    );
    const name = fc.string({ minLength: 1, maxLength: 120 });
    fc.assert(
      fc.property(fc.array(fc.record({ name, target }), { minLength: 1 }), (several) => {
        const profiles = several.map((one, at) => ({ ...profile, ...one, id: `p${at}` }));
        expect(readProfileFile(writeProfileFile(profiles), 'mine.json')).toEqual({
          ok: true,
          value: { profiles, problems: [] },
        });
      }),
    );
  });

  it('may be a single profile or a library', () => {
    const library = { kind: 'profile-library', version: 1, id: 'x', name: 'X', profiles: [profile] };
    for (const json of [profile, library]) {
      expect(readProfileFile(JSON.stringify(json), 'f')).toMatchObject({ ok: true, value: { problems: [] } });
    }
  });

  it('keep the good profiles and name the bad ones', () => {
    const bad = { ...profile, name: 'Loud', target: { power: 9 } };
    const read = readProfileFile(
      JSON.stringify({ kind: 'steerboard-profiles', version: 1, profiles: [bad, profile, 7] }),
      'mine.json',
    );
    expect(read.ok && read.value.profiles).toEqual([profile]);
    expect(read.ok && read.value.problems).toEqual([
      'Profile 1 (“Loud”) was left out: target → power is not a priority from 1 to 5.',
      'Profile 3 was left out: it is missing or not as it should be.',
    ]);
  });

  it('say why nothing could be read', () => {
    expect(errorOf('')).toMatch(/empty/);
    expect(errorOf('name,priority')).toMatch(/not JSON/);
    expect(errorOf('{"kind":"steerboard-profiles","prof')).toMatch(/ends too early/);
    expect(errorOf('{"kind":"run"}')).toMatch(/a run: import it on the History screen/);
    expect(errorOf('[]')).toMatch(/no profiles/);
    expect(errorOf('{"kind":"steerboard-profiles","version":2,"profiles":[]}')).toMatch(/newer Steerboard/);
    expect(errorOf('{"kind":"steerboard-profiles","version":1,"profiles":[]}')).toMatch(/no profile in/);
    expect(errorOf('{"kind":"steerboard-profiles","version":1,"profiles":[{}]}')).toMatch(/was left out/);
  });

  it('never throw, whatever is in them', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(typeof readProfileFile(text, 'f').ok).toBe('boolean');
      }),
    );
  });
});
