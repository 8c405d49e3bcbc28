import { fireEvent, render, screen } from '@testing-library/svelte';
import { describe, expect, it } from 'vitest';
import { threeGraph, threeValues } from '../../../../tests/fixtures/runs/scripted-reasoner';
import { SMALL_MODEL, slowReasoner, WRITES_AND_RATES } from '../../../../tests/fixtures/runs/slow-reasoner';
import type { Question } from '../../../domain/questions/question';
import { BUILTIN_ONLY } from '../../../domain/runs/primitive';
import type { World } from '../../../state/run-config';
import { SteerState } from '../../../state/steer-state.svelte';
import RunBar from './RunBar.svelte';

const QUESTION: Question = {
  kind: 'question',
  version: 1,
  id: 'q',
  theme: 'own',
  text: 'Which?',
  options: [],
};

async function bar() {
  const slow = slowReasoner({ security: 1 }, [{ security: 5 }]);
  const world: World = {
    system: threeValues,
    graph: threeGraph,
    merge: { face: 'none', humility: 'none' },
    reasoner: slow.reasoner,
    assignment: WRITES_AND_RATES,
    model: SMALL_MODEL,
  };
  let clock = 0;
  const steer = new SteerState({
    load: async () => world,
    read: async () => undefined,
    keep: async () => undefined,
    now: () => (clock += 100),
    newId: () => 'run',
  });
  await steer.load('three');
  await steer.begin(QUESTION, { target: { security: 5 }, profileName: null });
  const { component } = render(RunBar, { steer });
  return { steer, slow, world, component };
}

const region = () => screen.getByRole('region', { name: 'The run' });
const button = (name: string) => screen.getByRole('button', { name });
const said = () => screen.getByRole('status').textContent.trim();

describe('RunBar', () => {
  it('begins with Steer, says which call runs and who does what, and stops', async () => {
    const { slow } = await bar();
    expect(region().textContent).toContain(
      'Small 135M writes the answer, rates the values and writes the response.',
    );
    await fireEvent.click(button('Steer'));
    await slow.tokens(2);
    expect(region().textContent).toContain('Step 1: Writing the answer');
    expect(region().textContent).toContain('2 tokens');
    await slow.tokens(3);
    expect(region().textContent).toContain('Step 2: Rating the values of the answer');
    expect(region().textContent).toContain('Conformity');
    await fireEvent.click(button('Stop'));
    await slow.settled();
    expect(region().textContent).toContain('Stopped after step 1 (Answer).');
    expect(button('Go on from here').className).toContain('primary');
  });

  it('begins with Ctrl+Enter, not from inside a dialog, and stops with Escape', async () => {
    const { steer, slow } = await bar();
    const dialog = document.body.appendChild(document.createElement('dialog'));
    await fireEvent.keyDown(dialog, { key: 'Enter', ctrlKey: true });
    expect(steer.live).toBeNull();
    await fireEvent.keyDown(document.body, { key: 'Enter', ctrlKey: true });
    await slow.settled();
    expect(steer.live).not.toBeNull();
    await fireEvent.keyDown(button('Stop'), { key: 'Escape' });
    await slow.settled();
    expect(steer.status).toBe('stopped');
    dialog.remove();
  });

  it('keeps the focus in the bar when one button gives way to another', async () => {
    const { slow } = await bar();
    button('Steer').focus();
    await fireEvent.click(button('Steer'));
    await slow.settled();
    expect(document.activeElement).toBe(button('Stop'));
    await fireEvent.click(button('Stop'));
    await slow.settled();
    expect(document.activeElement).toBe(button('Go on from here'));
  });

  it('takes the focus where a run is begun elsewhere', async () => {
    const { steer, slow, component } = await bar();
    void steer.run();
    await component.focus();
    expect(document.activeElement).toBe(button('Stop'));
    await slow.settled();
    await steer.stop();
  });

  it('tells a screen reader of steps, never of tokens', async () => {
    const { steer, slow } = await bar();
    void steer.run();
    await slow.settled();
    await slow.tokens(1);
    const before = said();
    expect(before).toBe('Step 1: Writing the answer');
    await slow.tokens(2);
    expect(said()).toBe(before);
    await slow.tokens(1);
    expect(said()).toBe('Step 1, Answer, is done. Step 2: Rating the values of the answer');
    await slow.tokens(2);
    expect(said()).toBe('Step 1, Answer, is done. Step 2: Rating the values of the answer');
    await steer.stop();
  });

  it('says that the text is of the older dial, and offers to run the new one', async () => {
    const { steer, slow } = await bar();
    const run = steer.run();
    await slow.tokens(12);
    await run;
    await slow.settled();
    expect(region().textContent).toContain('The text is of this dial. 5 calls, 12 tokens written in 3.0 s.');
    await steer.set('security', 3);
    await slow.settled();
    expect(region().textContent).toContain('The text is of the older dial.');
    expect(button('Steer').className).toContain('primary');
  });

  it('says what failed and that it can be tried again, and which model a run needs that is not loaded', async () => {
    const { steer, slow, world } = await bar();
    const run = steer.run();
    await slow.settled();
    await slow.break('The graphics card was lost.');
    await run;
    await slow.settled();
    expect(region().textContent).toContain('The graphics card was lost.');
    expect(region().textContent).toContain('“Go on from here” tries it again.');
    steer.takeUp({ ...world, assignment: BUILTIN_ONLY, model: null });
    await slow.settled();
    expect(region().textContent).toContain('let Small 135M answer');
    expect(screen.getByRole('link', { name: 'Models' }).getAttribute('href')).toBe('#/models');
    expect(screen.queryByRole('button')).toBeNull();
  });
});
