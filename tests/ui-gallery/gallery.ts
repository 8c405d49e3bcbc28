import { mount } from 'svelte';
import '../../src/ui/styles/index.css';
import Gallery from './Gallery.svelte';

const target = document.getElementById('gallery');
if (target) mount(Gallery, { target });
