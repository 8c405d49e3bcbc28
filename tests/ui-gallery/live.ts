import { mount } from 'svelte';
import '../../src/ui/styles/index.css';
import LiveGallery from './LiveGallery.svelte';

const target = document.getElementById('gallery');
if (target) mount(LiveGallery, { target });
