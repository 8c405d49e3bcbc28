import { fetchModel } from './models/fetch-model';
import { SMOLLM2 } from './models/real-model';

/** Gets the real model that tests and measurements run: once, checked, kept out of git. Ends with status 1 where it can't be had. */
const fetched = await fetchModel(SMOLLM2);
if ('file' in fetched) {
  console.log(`${SMOLLM2.name} is at ${fetched.file}, checked (${SMOLLM2.licence}).`);
} else {
  console.error(`${SMOLLM2.name} could not be had. ${fetched.why}.`);
  process.exitCode = 1;
}
