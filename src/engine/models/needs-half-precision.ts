/**
 * Whether a compiled model needs `shader-f16`, by its name: `…-q4f16_1-…` does. Web-llm's own list says so for some of
 * them only, and the others fail after the whole download, when their shaders are compiled.
 */
export const needsHalfPrecision = (name: string): boolean => /q\d?f16/i.test(name);
