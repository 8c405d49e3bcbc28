import { prebuiltAppConfig } from '@mlc-ai/web-llm';
import { describe, expect, it } from 'vitest';
import libraries from '../../../static-data/models/webllm-libraries.json?checked';
import { machine } from '../../../tests/fixtures/models/model-samples';
import { CATALOGUE, catalogueEntry } from './catalogue';
import { fits } from './fits';
import { catalogueSchema, TIERS } from './model-entry';
import { needsHalfPrecision } from './needs-half-precision';

const records = new Map(prebuiltAppConfig.model_list.map((record) => [record.model_id, record]));
const ofWebllm = CATALOGUE.models.filter(({ engine }) => engine === 'webllm');

describe('the catalogue', () => {
  it('writes every field out, because the page reads it without its schema', () => {
    expect(catalogueSchema.parse(CATALOGUE)).toEqual(CATALOGUE);
  });

  it('has a model for every tier and for the CPU', () => {
    for (const tier of TIERS) expect(ofWebllm.some((entry) => entry.tier === tier)).toBe(true);
    expect(CATALOGUE.models.some(({ engine }) => engine === 'wllama')).toBe(true);
  });

  it.each(ofWebllm.map((entry) => [entry.id, entry] as const))(
    'says of %s what web-llm says',
    (id, entry) => {
      const record = records.get(id);
      if (record === undefined || entry.source.kind !== 'mlc') throw new Error(`web-llm knows no ${id}`);
      expect(entry.source.folder).toBe(`${record.model}/resolve/main/`);
      expect(entry.source.library).toBe(record.model_lib);
      expect(entry.memoryBytes).toBe(Math.round((record.vram_required_MB ?? 0) * 1e6));
      expect(entry.contextLength).toBe(record.overrides?.context_window_size);
      expect(entry.minBindingBytes).toBeGreaterThanOrEqual(record.buffer_size_required_bytes ?? 1);
      expect(record.model_manifest).toBeUndefined();
    },
  );

  it('calls only what a phone can carry small enough for one', () => {
    const phone = machine({ phone: true, memoryGb: 8 });
    for (const entry of CATALOGUE.models.filter(({ note }) => /enough for a phone/i.test(note))) {
      expect([entry.id, fits(phone, entry)]).toEqual([entry.id, { ok: true }]);
    }
  });

  it('infers half precision from the name and gives each such model a twin of the same tier', () => {
    for (const entry of ofWebllm) {
      expect(entry.needsShaderF16).toBe(needsHalfPrecision(entry.id));
      if (!entry.needsShaderF16) continue;
      const twin = catalogueEntry(entry.f32Twin ?? '');
      expect(twin?.needsShaderF16).toBe(false);
      expect(twin?.tier).toBe(entry.tier);
      expect(twin?.parameters).toBe(entry.parameters);
    }
  });

  it('names size, hash and commit of every GGUF file', () => {
    for (const { source, revision, downloadBytes } of CATALOGUE.models) {
      if (source.kind !== 'gguf') continue;
      for (const file of source.files) {
        expect(file.sha256).toBeDefined();
        expect(revision).toMatch(/^[0-9a-f]{40}$/);
        expect(file.url).toContain(`/resolve/${revision}/`);
      }
      expect(source.files.reduce((sum, { bytes = 0 }) => sum + bytes, 0)).toBe(downloadBytes);
    }
  });

  it('lets no model judge itself before it was tested', () => {
    for (const { assignment } of CATALOGUE.models) expect(assignment.judge).toBe('builtin');
  });
});

describe('the libraries for web-llm', () => {
  it('are those of web-llm’s own list', () => {
    expect(libraries.libraries.length).toBeGreaterThan(100);
    for (const { id, file, memoryMb, contextLength } of libraries.libraries) {
      const record = records.get(id);
      expect(record?.model_lib).toBe(libraries.base + file);
      expect(record?.model).toBe(`https://huggingface.co/mlc-ai/${id}`);
      expect(record?.vram_required_MB).toBe(memoryMb);
      expect(record?.overrides?.context_window_size).toBe(contextLength);
    }
  });
});
