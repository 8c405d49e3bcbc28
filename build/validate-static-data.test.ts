import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'vite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { staticData } from './static-data-plugin';
import { describeProblems, validateStaticData } from './validate-static-data';

let root: string;

function write(file: string, content: unknown): void {
  const target = path.join(root, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
}
const problems = (): string => describeProblems(validateStaticData(root));

const SYSTEM = {
  kind: 'value-system',
  version: 1,
  id: 'pair',
  name: 'Pair',
  source: 'made for this test',
  licence: 'MIT',
  groups: [{ id: 'all', name: 'All' }],
  values: [
    { id: 'calm', code: 'Ca', name: 'Calm', definition: 'Peace.', group: 'all', angle: 0 },
    { id: 'zest', code: 'Ze', name: 'Zest', definition: 'Go.', group: 'all', angle: 180 },
  ],
};
const profile = (id: string, target: object): object => ({
  kind: 'profile',
  version: 1,
  id,
  name: id,
  valueSystemId: 'pair',
  target,
});
const library = (...profiles: object[]): object => ({
  kind: 'profile-library',
  version: 1,
  id: 'tests',
  name: 'Tests',
  profiles,
});
const question = (id: string, valueId: string): object => ({
  kind: 'question-library',
  version: 1,
  theme: 'work',
  questions: [
    {
      kind: 'question',
      version: 1,
      id,
      theme: 'work',
      text: 'Stay or go?',
      options: [
        {
          id: 'A',
          label: 'Stay',
          clause: 'stay',
          considerations: [{ valueId, effect: 'serves', text: 'It is calm.' }],
        },
      ],
    },
  ],
});

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'static-data-'));
  write('static-data/value-systems/pair.json', SYSTEM);
  write('static-data/profiles/tests.json', library(profile('first', { calm: 5 })));
  write('static-data/questions/work.json', question('stay', 'zest'));
  write('static-data/concept-phrases/calm.json', {
    kind: 'concept-phrases',
    version: 1,
    valueId: 'calm',
    phrases: [{ id: 'calm-room', concept: 'room', for: 'There is room.', against: 'Room can wait.' }],
  });
  write(
    'prompts/ask.md',
    '---\nid: ask\nversion: 1\nstep: answer\ninputs: [question]\noutput: text\n---\nAnswer: {{question}}\n',
  );
});
afterEach(() => rmSync(root, { recursive: true }));

describe('validateStaticData', () => {
  it('finds nothing wrong with good files', () => {
    expect(problems()).toBe('');
  });

  it('names the line of an error of syntax', () => {
    write('static-data/profiles/tests.json', '{\n  "kind": "profile-library",\n  "version": 1,,\n}');
    expect(problems()).toMatch(/^static-data\/profiles\/tests\.json:3: not valid JSON: /);
  });

  it('refuses comments, which JSON does not have', () => {
    write('static-data/profiles/tests.json', '{\n  // why\n  "kind": "profile-library"\n}');
    expect(problems()).toMatch(/^static-data\/profiles\/tests\.json:2: not valid JSON: /);
  });

  it('names the line and the path of a wrong value', () => {
    write('static-data/profiles/tests.json', library(profile('first', { calm: 9 })));
    expect(problems()).toMatch(/^static-data\/profiles\/tests\.json:14: profiles\.0\.target\.calm: .*<=5$/);
  });

  it('names the line of what encloses a missing field', () => {
    write(
      'static-data/profiles/tests.json',
      library({ kind: 'profile', version: 1, id: 'a', valueSystemId: 'pair', target: {} }),
    );
    expect(problems()).toMatch(/^static-data\/profiles\/tests\.json:7: profiles\.0\.name: /);
  });

  it('refuses a field that no schema knows', () => {
    write('static-data/profiles/tests.json', library({ ...profile('first', {}), descripton: 'x' }));
    expect(problems()).toBe('static-data/profiles/tests.json:14: profiles.0.descripton: no such field');
  });

  it('refuses a file that no schema knows', () => {
    write('static-data/profile/tests.json', {});
    write('static-data/questions/notes.txt', 'later');
    const found = problems().split('\n');
    expect(found).toHaveLength(2);
    expect(found[0]).toMatch(/^static-data\/profile\/tests\.json:1: no schema knows/);
    expect(found[1]).toMatch(/^static-data\/questions\/notes\.txt:1: no schema knows/);
  });

  it('refuses an id that stands twice, and says where it stands first', () => {
    write('static-data/profiles/more.json', { ...library(profile('first', {})), id: 'more' });
    expect(problems()).toBe(
      'static-data/profiles/tests.json:10: profile "first" stands already at static-data/profiles/more.json:10',
    );
  });

  it('refuses a value that no system has, wherever it is used', () => {
    write('static-data/questions/work.json', question('stay', 'wealth'));
    write('static-data/profiles/tests.json', library(profile('first', { wealth: 2 })));
    expect(problems().split('\n')).toEqual([
      'static-data/profiles/tests.json:14: no value of pair is called "wealth"',
      'static-data/questions/work.json:19: no value is called "wealth"',
    ]);
  });

  it('refuses a graph that runs in a circle, and names the circle', () => {
    const arrow = (from: string, to: string): object => ({ from, to, weight: 0.5, status: 'given' });
    write('static-data/graphs/pair.json', {
      kind: 'value-graph',
      version: 1,
      id: 'pair-graph',
      name: 'Pair',
      valueSystemId: 'pair',
      nodes: ['calm', 'zest'].map((valueId) => ({ valueId, mean: 3, noiseVariance: 1 })),
      edges: [arrow('calm', 'zest'), arrow('zest', 'calm')],
      covariance: [
        [1, 0],
        [0, 1],
      ],
      provenance: { source: 's', licence: 'MIT', method: 'm', limits: 'l' },
    });
    expect(problems()).toMatch(
      /^static-data\/graphs\/pair\.json:\d+: edges: The arrows run in a circle: (zest → calm → zest|calm → zest → calm)/,
    );
  });

  it('names the line of the front matter that is wrong', () => {
    write(
      'prompts/ask.md',
      '---\nid: ask\nversion: one\nstep: answer\ninputs: []\noutput: text\n---\nHello\n',
    );
    expect(problems()).toBe('prompts/ask.md:3: "version": a whole number from 1');
  });

  it('names the line of a placeholder that the front matter does not announce', () => {
    write(
      'prompts/ask.md',
      '---\nid: ask\nversion: 1\nstep: answer\ninputs: []\noutput: text\n---\nHello\n{{name}}\n',
    );
    expect(problems()).toBe('prompts/ask.md:9: {{name}} is not among the inputs of the front matter');
  });

  it('wants a prompt to be called as its file', () => {
    write(
      'prompts/tell.md',
      '---\nid: ask\nversion: 1\nstep: answer\ninputs: []\noutput: text\n---\nHello\n',
    );
    expect(problems()).toBe('prompts/tell.md:1: the id "ask" and the file name must be the same');
  });

  it('survives any JSON in place of what a file should hold', () => {
    for (const content of ['null', '[]', '3', '"text"', '{}', '', '{"kind":"value-system","values":null}']) {
      write('static-data/value-systems/pair.json', content);
      expect(problems()).toMatch(/^static-data\/.*:\d+: /);
    }
  });
});

describe('the build', () => {
  const run = (): Promise<unknown> =>
    build({ root, configFile: false, logLevel: 'silent', plugins: [staticData()], build: { write: false } });

  it('fails with the name and the line of a broken file, and passes without one', async () => {
    write('index.html', '<!doctype html><title>Test</title>');
    await expect(run()).resolves.toBeDefined();
    write('static-data/profiles/tests.json', library(profile('first', { calm: 9 })));
    await expect(run()).rejects.toThrow('static-data/profiles/tests.json:14: profiles.0.target.calm: ');
  });
});

describe('the shipped files', () => {
  it('are valid', () => {
    expect(describeProblems(validateStaticData(path.resolve(import.meta.dirname, '..')))).toBe('');
  });
});
