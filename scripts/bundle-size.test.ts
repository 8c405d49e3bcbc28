import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { initialScripts } from './bundle-size';

let dist: string;
const write = (name: string, text: string): void => writeFileSync(path.join(dist, name), text);

beforeEach(() => {
  dist = mkdtempSync(path.join(tmpdir(), 'dist-'));
  mkdirSync(path.join(dist, 'assets'));
});
afterEach(() => rmSync(dist, { recursive: true }));

describe('initialScripts', () => {
  it('follows static imports in every minified form, and no lazy ones', () => {
    write(
      'index.html',
      '<script type="module" crossorigin src="./assets/main.js"></script><link rel="modulepreload" crossorigin href="./assets/pre.js">',
    );
    write(
      'assets/main.js',
      'import{a as b}from"./named.js";import"./effect.js";import*as c from"./star.js";export*from"./again.js";const d=()=>import("./lazy.js");',
    );
    for (const name of ['pre', 'named', 'effect', 'star', 'again', 'lazy'])
      write(`assets/${name}.js`, 'export{};');
    const names = initialScripts(path.join(dist, 'index.html')).map((file) => path.basename(file));
    expect(names.sort()).toEqual(['again.js', 'effect.js', 'main.js', 'named.js', 'pre.js', 'star.js']);
  });
});
