export { failureOf } from './failure-of';
export { recogniseFailure } from './recognise-failure';
