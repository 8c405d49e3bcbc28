import { describe, expect, it } from 'vitest';
import { lightKernel } from './light-kernels';

/** Shaped as the library's compiler writes them. */
const kernel = (name: string, size: string, body: string): string => `// Function: ${name}
//----------------------------------------
@group(0) @binding(0) var<storage, read_write> out : array<f32>;
var<workgroup> red_buf0 : array<f32, 64>;
@compute @workgroup_size(${size})
fn ${name}(
  @builtin(workgroup_id) blockIdx : vec3<u32>
) {
${body}
}
`;

describe('lightKernel', () => {
  it('leaves one thread of a row, which waits for nobody', () => {
    const rounds = [32, 16]
      .map((half) => `workgroupBarrier();\n if (i32(threadIdx.x) < ${half}i) { red_buf0[0i] = 1f; }`)
      .join('\n');
    const light = lightKernel(
      kernel('fused_dequantize_NT_matmul14_kernel', '64, 1, 1', `${rounds}\n out[0i] = red_buf0[0i];`),
    );
    expect(light).toContain('@workgroup_size(1, 1, 1)');
    expect(light).toContain('out[0i] = red_buf0[0i];');
    expect(light).not.toContain('workgroupBarrier');
    expect(light).not.toContain('threadIdx.x) < 32i');
  });

  it('adds up one tile of inputs only', () => {
    const loop = 'for (var ax3_0 : i32 = 0; ax3_0 < 112i; ax3_0++) { workgroupBarrier(); }';
    const light = lightKernel(kernel('fused_dequantize3_NT_matmul7_kernel_2', '8, 8, 1', loop));
    expect(light).toContain('ax3_0 < 1i;');
    expect(light).toContain('workgroupBarrier();');
  });

  it('leaves attention out, and keeps what binds it', () => {
    const light = lightKernel(kernel('batch_decode_paged_kv_kernel', '16, 7, 2', '  out[0i] = 1f;'));
    expect(light).toMatch(/@binding\(0\) var<storage, read_write> out[\s\S]*\) \{\n\}\n$/);
    expect(light).not.toContain('out[0i]');
  });

  it('leaves every other kernel as it is', () => {
    const plain = kernel('apply_bitmask_inplace_kernel', '64, 1, 1', '  out[0i] = 1f;');
    expect(lightKernel(plain)).toBe(plain);
  });
});
