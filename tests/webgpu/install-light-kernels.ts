import { lightKernel } from './light-kernels';

const create = GPUDevice.prototype.createShaderModule;

GPUDevice.prototype.createShaderModule = function (descriptor) {
  return create.call(this, { ...descriptor, code: lightKernel(descriptor.code) });
};
