import { mount } from 'svelte';
import App from './App.svelte';
import './ui/styles/index.css';

const target = document.getElementById('app');
if (target) mount(App, { target });
// The app is there without it, so it comes after everything else.
addEventListener('load', () => {
  void import('./state/offline/service-worker')
    .then(({ registerWhenIdle }) => registerWhenIdle())
    .catch(() => undefined);
});
