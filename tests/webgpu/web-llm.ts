/** Stands for `@mlc-ai/web-llm` in this run: its last version for which a chat library can be had, on light kernels. */
import './install-light-kernels';

export * from 'web-llm-0.2.79';
