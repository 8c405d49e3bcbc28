/** What the settings of a model's folder tell of it (`mlc-chat-config.json`). */
export interface KnownSettings {
  /** Its `model_type`. */
  readonly modelType: string | undefined;
  /** The whole file. */
  readonly text: string;
}

/** Members of families that think which were made without: Qwen's "Instruct-2507", its models for code and for search. */
const NEVER = /instruct-?2507|coder|embedding|rerank/i;
const BY_NAME = /qwen-?3|qwq|deepseek-r1|smol-?lm-?3|think|reason/i;
/** The architecture of a family of which every member thinks, but those above. */
const BY_TYPE = /^(qwen3|smollm3)/;

/** Whether a model writes a chain of thought unless it is told not to: by its settings where they tell it, else by its name. */
export function thinksByItself(name: string, settings?: KnownSettings): boolean {
  if (NEVER.test(name)) return false;
  if (settings === undefined) return BY_NAME.test(name);
  return settings.text.includes('<think>') || BY_TYPE.test(settings.modelType ?? '') || BY_NAME.test(name);
}
