import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { BROWSER_FLAGS, findChromium } from '../../scripts/browser';
import { serveModels, type ModelServer } from '../../scripts/models/model-server';
import { serveFolder, type Serving } from '../../scripts/static-server';
import shipped from '@mlc-ai/web-llm/package.json' with { type: 'json' };
import aliased from 'web-llm-0.2.79/package.json' with { type: 'json' };
import { modelFiles, readSettings, type Settings } from './settings';

/** WebGPU on SwiftShader, which computes on the CPU. */
const SOFTWARE_GPU = ['--use-webgpu-adapter=swiftshader', '--ignore-gpu-blocklist'];

const LIBRARY_REPO = 'libraries';

/** The folder's own name, which tells the product what the model is. */
const repoOf = ({ model }: Settings): string => `models/${path.basename(model)}`;

/** Starts what a test needs, by the environment. */
export async function openSession(): Promise<Session> {
  const settings = readSettings(process.env);
  const app = process.env['STEERBOARD_WEBGPU_APP'];
  if (!settings || app === undefined)
    throw new Error('No model is given: run "npm run e2e:webgpu", which says what it needs.');
  return Session.start(settings, app);
}

/** One browser profile that outlives its browsers, the built app, and the server that the model comes from. */
export class Session {
  readonly #settings: Settings;
  readonly #app: Serving;
  readonly #models: ModelServer;
  readonly #profile = mkdtempSync(path.join(tmpdir(), 'steerboard-profile-'));
  #context: BrowserContext | null = null;

  private constructor(settings: Settings, app: Serving, models: ModelServer) {
    this.#settings = settings;
    this.#app = app;
    this.#models = models;
  }

  /** `app`: folder of the built app. */
  static async start(settings: Settings, app: string): Promise<Session> {
    const models = await serveModels({
      repos: {
        [repoOf(settings)]: modelFiles(settings),
        [LIBRARY_REPO]: { [path.basename(settings.library)]: settings.library },
      },
    });
    // Not "localhost": web-llm caches no library whose address has that word in it.
    return new Session(settings, await serveFolder({ folder: app, port: 0 }), models);
  }

  /** Of web-llm, in this build. */
  get engineVersion(): string {
    return this.#settings.asShipped ? shipped.version : aliased.version;
  }
  /** The model's files and its library, by their paths. */
  get files(): string[] {
    return [...Object.values(modelFiles(this.#settings)), this.#settings.library];
  }
  get folder(): string {
    return `${this.#models.origin}/${repoOf(this.#settings)}/resolve/main/`;
  }
  get library(): string {
    return `${this.#models.origin}/${LIBRARY_REPO}/resolve/main/${path.basename(this.#settings.library)}`;
  }

  /** Names of the model's files that were asked for since `forget`, in alphabetical order; asking for the size alone counts. */
  get asked(): string[] {
    return [...this.#models.counts.keys()].map((asked) => path.posix.basename(asked)).sort();
  }
  /** Bytes of the model that were sent since `forget`. */
  get sentBytes(): number {
    return [...this.#models.counts.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  }
  forget(): void {
    this.#models.forget();
  }

  /** From now on nobody answers, neither for the model nor, unless it is still needed, for the app. */
  async cutNetwork({ keepApp = false } = {}): Promise<void> {
    await this.#models.close();
    if (!keepApp) await this.#app.close();
  }

  /** Starts a browser, or starts it anew with what it has stored, and opens a page of the built app. */
  async open(page: string): Promise<Page> {
    await this.#context?.close();
    const executablePath = findChromium();
    this.#context = await chromium.launchPersistentContext(this.#profile, {
      ...(executablePath === undefined ? {} : { executablePath }),
      locale: 'en-GB',
      timezoneId: 'UTC',
      viewport: { width: 1280, height: 800 },
      args: [...BROWSER_FLAGS, '--enable-unsafe-webgpu', ...(this.#settings.asShipped ? [] : SOFTWARE_GPU)],
    });
    const [opened = await this.#context.newPage()] = this.#context.pages();
    opened.setDefaultTimeout(0);
    opened.on('console', (message) => {
      if (message.type() === 'error') console.log(`  console: ${message.text().slice(0, 400)}`);
    });
    await opened.goto(this.#app.url + page);
    return opened;
  }

  async close(): Promise<void> {
    await this.#context?.close();
    await Promise.all([this.#app.close(), this.#models.close()]);
    rmSync(this.#profile, { recursive: true, force: true });
  }
}
