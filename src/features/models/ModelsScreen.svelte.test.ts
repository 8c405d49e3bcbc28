import { fireEvent, render, screen, within } from '@testing-library/svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { FakePorts, failure } from '../../../tests/fixtures/models/fake-ports';
import { machine, modelEntry } from '../../../tests/fixtures/models/model-samples';
import { ok } from '../../domain/result';
import type { ModelEntry } from '../../engine/models/model-entry';
import { ModelsState } from '../../state/models/models-state.svelte';
import ModelsScreen from './ModelsScreen.svelte';

let fake: FakePorts;
let models: ModelsState;
const onsteer = vi.fn();
let isolates = false;

async function show(prepare: (ports: FakePorts) => void = () => undefined): Promise<void> {
  fake = new FakePorts();
  prepare(fake);
  models = new ModelsState(fake.ports);
  await models.open();
  render(ModelsScreen, { models, answering: false, onsteer, onisolate: async () => isolates });
}

async function here(entry: ModelEntry): Promise<void> {
  fake.store.put(entry);
  await models.refresh();
}

function advised(): ModelEntry {
  const entry = models.advice?.entry;
  if (!entry) throw new Error('Nothing is advised.');
  return entry;
}

const press = async (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));
const lead = async (name: string | RegExp) => screen.findByRole('region', { name }, { timeout: 20_000 });
function row({ name }: ModelEntry): HTMLElement {
  const found = screen.getByRole('button', { name, expanded: false }).closest('tr');
  if (!found) throw new Error(`There is no row for ${name}.`);
  return found;
}

beforeEach(() => {
  document.body.innerHTML = '';
  isolates = false;
  HTMLDialogElement.prototype.showModal = function (this: HTMLDialogElement) {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function (this: HTMLDialogElement) {
    this.open = false;
    this.dispatchEvent(new Event('close'));
  };
});

describe('ModelsScreen', () => {
  it('advises one model with its reasons, and says size, memory, licence and host before anything is fetched', async () => {
    await show();
    const card = await lead(`${advised().name} fits this machine`);
    for (const word of [
      /half precision/,
      /Download/,
      /Memory/,
      /Licence/,
      /huggingface\.co/,
      /stay on this device/,
    ])
      expect(within(card).getAllByText(word).length).toBeGreaterThan(0);
    expect(fake.store.requests).toEqual([]);
  });

  it('goes from one button to a model that is ready, and lists every request', async () => {
    await show();
    const { name } = advised();
    await press(/^Get it/);
    await lead(`${name} is ready`);
    expect(await screen.findByText(/10 requests, all for model files/)).toBeTruthy();
    await press('Steer with it');
    expect(onsteer).toHaveBeenCalled();
    await press('Show the list');
    expect(screen.getAllByText(/models\.example/)).toHaveLength(10);
  });

  it('pauses, says what is here, and goes on', async () => {
    await show();
    const entry = advised();
    let hold = true;
    fake.store.beforePiece = (_entry, piece) => {
      if (piece === 5 && hold) models.download.pause();
    };
    await press(/^Get it/);
    const card = await lead(`${entry.name} is paused`);
    expect(within(card).getByRole('progressbar').getAttribute('aria-valuenow')).toBe('50');
    expect(within(row(entry)).getByText('paused at 50 %')).toBeTruthy();
    hold = false;
    await fireEvent.click(within(card).getByRole('button', { name: 'Go on' }));
    await lead(`${entry.name} is ready`);
  });

  it('says a failure where it happened, what was kept, and offers a smaller model', async () => {
    await show();
    await here(advised());
    const { name } = advised();
    fake.onLoad = () => {
      throw failure('out-of-memory', 'smaller-model', 'The graphics memory was not enough.');
    };
    await press('Load it');
    const card = await lead(`${name} can’t be used`);
    expect(within(card).getByRole('alert').textContent).toMatch(/was not enough.*stay on this device/s);
    expect(within(card).getByRole('button', { name: /^Get / })).toBeTruthy();
    await fireEvent.click(within(card).getByRole('button', { name: 'Put away' }));
    await lead(/fits this machine/);
  });

  it('lets the person say who does what, and tells who said so', async () => {
    await show();
    await here(advised());
    await press('Load it');
    await lead(`${advised().name} is ready`);
    const judge = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Judges the result' });
    expect(judge.value).toBe('builtin');
    expect(screen.getByText(/told values apart with 0\.71 \(0\.55 to 0\.86\)/)).toBeTruthy();
    await fireEvent.change(judge, { target: { value: 'llm' } });
    expect(await screen.findByText('partly set by you')).toBeTruthy();
    expect(models.assignment?.judge).toBe('llm');
    await press('Go back to what is proposed');
    await expect.poll(() => models.assignment?.judge).toBe('builtin');
  });

  it('says that another tab holds the model, and takes it over when asked', async () => {
    await show();
    await here(advised());
    const other = new FakePorts(fake.origin);
    const hold = await other.ports.lock.tryHold(() => hold?.release());
    await press('Load it');
    await lead('Another Steerboard tab holds the model');
    await press(`Use ${advised().name} here`);
    await lead(`${advised().name} is ready`);
  });

  it('says which load ended the page', async () => {
    const killed = 'Qwen3.5-2B-q4f16_1-MLC';
    await show((ports) => ports.ports.launch.setLoading(killed));
    expect(
      screen.getByText(`Loading ${models.entryOf(killed)?.name} ended this page last time`),
    ).toBeTruthy();
    await press('Dismiss');
    expect(screen.queryByText(/ended this page last time/)).toBeNull();
  });

  it('advises the processor’s engine where there is no GPU, and hides what does not fit', async () => {
    await show((ports) => (ports.machine = machine({ gpu: { missing: 'no-adapter' }, cores: 4 })));
    expect(advised().engine).toBe('wllama');
    expect(screen.getByText(/found no GPU/)).toBeTruthy();
    const before = screen.getAllByRole('row').length;
    await press(/^Show \d+ models that do not fit/);
    expect(screen.getAllByRole('row').length).toBeGreaterThan(before);
    expect(screen.getAllByText('does not fit').length).toBeGreaterThan(0);
    // One core of four until the page is isolated; here the browser refuses that.
    await press(/^Use all 4 cores/);
    expect(await screen.findByText(/does not allow it/)).toBeTruthy();
  });

  it('says what an insecure page lacks, and asks its storage for nothing', async () => {
    await show((ports) => {
      ports.machine = machine({ secureContext: false, gpu: { missing: 'insecure-page' }, storage: null });
      ports.store.list = async () => {
        throw new Error('must not be asked');
      };
    });
    expect(screen.getAllByText(/not opened over https/).length).toBeGreaterThan(0);
    expect(fake.said).toEqual([]);
  });

  it('refuses an own address with its reason, and says where a server’s text goes', async () => {
    await show();
    await press('Add a model of your own');
    await fireEvent.input(screen.getByRole('textbox', { name: 'Address' }), { target: { value: 'cat' } });
    await press('Add to the list');
    expect((await screen.findByRole('alert')).textContent).toBe('This is no web address.');
    await fireEvent.click(screen.getByRole('tab', { name: 'Server on this machine' }));
    expect(screen.queryByRole('alert')).toBeNull();
    expect(screen.getByText(/then go to that server/)).toBeTruthy();
    await fireEvent.input(screen.getByRole('textbox', { name: 'Address' }), {
      target: { value: 'localhost:11434' },
    });
    await fireEvent.input(screen.getByRole('textbox', { name: /^Model, as/ }), {
      target: { value: 'llama3.2:3b' },
    });
    await press('Add to the list');
    await fireEvent.click(await screen.findByRole('button', { name: 'Use llama3.2:3b' }));
    const card = await lead('llama3.2:3b is ready');
    expect(within(card).getByText(/go to http:\/\/localhost:11434\//)).toBeTruthy();
    expect(screen.getByText(/While “llama3\.2:3b” is in use, questions and answers go to/)).toBeTruthy();
    // The browser's own model is offered only where there is one.
    expect(screen.queryByRole('tab', { name: 'The browser’s own' })).toBeNull();
  });

  it('keeps a person’s own model in sight though it does not fit', async () => {
    await show((ports) => (ports.machine = machine({ gpu: { missing: 'no-adapter' } })));
    const own = modelEntry('own-model', { addedBy: 'person' });
    fake.address = ok(own);
    await press('Add a model of your own');
    await fireEvent.input(screen.getByRole('textbox', { name: 'Address' }), { target: { value: 'any' } });
    await press('Add to the list');
    await expect.poll(() => models.entryOf(own.id)).toBeTruthy();
    expect(within(row(own)).getByText('does not fit')).toBeTruthy();
  });

  it('speaks only of other machines when a server that was asked is off the list again', async () => {
    await show();
    const still = /no question, profile or answer was sent to another machine/;
    expect(screen.getByText(still)).toBeTruthy();
    expect(await models.addServer('localhost:11434', 'llama3.2:3b')).toBeNull();
    const server = models.entries.find(({ engine }) => engine === 'endpoint');
    if (!server) throw new Error('The server is not on the list.');
    await models.take(server);
    await models.useBuiltin();
    await models.forget(server);
    expect(models.entries).not.toContain(server);
    expect(screen.getByText(still)).toBeTruthy();
  });

  it('does not vouch for where the browser’s own model computes', async () => {
    await show((ports) => (ports.machine = machine({ promptApi: 'available' })));
    const open = /Steerboard sends nothing; where the browser computes is up to the browser/;
    await press('Add a model of your own');
    await fireEvent.click(screen.getByRole('tab', { name: 'The browser’s own' }));
    expect(screen.getByRole('tabpanel').textContent.replace(/\s+/g, ' ')).toMatch(open);
    await press('Add to the list');
    await expect.poll(() => models.entries.find(({ engine }) => engine === 'prompt-api')).toBeTruthy();
    const entry = models.entries.find(({ engine }) => engine === 'prompt-api');
    if (!entry) throw new Error('The browser’s model is not on the list.');
    await models.take(entry);
    const card = await lead(`${entry.name} is ready`);
    expect(within(card).getByText(open)).toBeTruthy();
  });

  it('keeps the focus by what was pressed when its button goes away', async () => {
    await show();
    const entry = advised();
    const focused = () => document.activeElement;
    const push = async (name: string | RegExp, from: HTMLElement = document.body) => {
      const button = within(from).getByRole('button', { name });
      button.focus();
      await fireEvent.click(button);
    };
    await push(/^Get it/);
    const ready = await lead(`${entry.name} is ready`);
    expect(ready.parentElement?.contains(focused())).toBe(true);
    await push('Unload', ready);
    const stored = await lead(`${entry.name} fits this machine`);
    await expect.poll(() => stored.contains(focused())).toBe(true);

    await push(entry.name);
    await push(/^Delete its files/);
    await expect.poll(() => focused()?.textContent).toBe('Keep');
    await push('Keep');
    await expect.poll(() => focused()?.textContent).toMatch(/^Delete its files/);
    await push(/^Delete its files/);
    await push('Delete');
    await expect.poll(() => models.isHere(entry)).toBe(false);
    await expect.poll(() => focused()?.textContent).toBe(entry.name);
  });

  it('deletes files only after a second word', async () => {
    await show();
    const entry = advised();
    await here(entry);
    await press(entry.name);
    await press(/^Delete its files/);
    expect(models.isHere(entry)).toBe(true);
    await press('Delete');
    await expect.poll(() => models.isHere(entry)).toBe(false);
  });
});
