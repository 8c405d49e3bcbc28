/** Every product of matrices; the compiler of the library writes a kernel's name above it. */
const MATRIX_KERNEL = /^\/\/ Function: \w*NT_matmul\w*$/m;
const ATTENTION_KERNEL = /^\/\/ Function: batch_(?:prefill|decode|tree)\w*$/m;

/** Everything before the kernel's body, with the brace that opens it. */
const HEAD = /^[\s\S]*?@compute[\s\S]*?\n\) \{\n/;

/** The loop over the inputs of a product that is computed in tiles. */
const LOOP_OVER_INPUTS = /\b(ax3_0) < \d+i/;

/** 64 threads for one number of the result, which wait for each other more than a dozen times to add up their shares. */
const ROW_OF_THREADS = '@workgroup_size(64, 1, 1)';
/** One of the rounds in which half of them hand their sums to the others. */
const HAND_OVER = /if \(i32\(threadIdx\.x\) < \d+i\) \{\s*red_buf0\[[^;]*;\s*\}/g;

/**
 * The WGSL of a kernel of a q4f32 library, or a lighter one in its place: same bindings and sizes, and equal results for
 * equal inputs, but numbers without meaning. A product of matrices adds up a few of its inputs only, and attention is left
 * out, so that what comes next depends on the last token alone. An adapter that computes on the CPU then writes several
 * tokens a second instead of one in 16 seconds. Random weights lose nothing by it.
 */
export function lightKernel(wgsl: string): string {
  if (ATTENTION_KERNEL.test(wgsl)) return `${HEAD.exec(wgsl)?.[0] ?? ''}}\n`;
  if (!MATRIX_KERNEL.test(wgsl)) return wgsl;
  if (!wgsl.includes(ROW_OF_THREADS)) return wgsl.replace(LOOP_OVER_INPUTS, '$1 < 1i');
  return wgsl
    .replace(ROW_OF_THREADS, '@workgroup_size(1, 1, 1)')
    .replace('var<workgroup> red_buf0 : array<f32, 64>', 'var<private> red_buf0 : array<f32, 1>')
    .replaceAll(HAND_OVER, '')
    .replaceAll('workgroupBarrier();', '');
}
