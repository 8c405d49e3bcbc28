import { checkLevel } from '../domain/discovery/centred-columns';
import { checkData } from '../domain/discovery/check-data';
import { type DataMatrix, takeColumns } from '../domain/discovery/data-matrix';
import { type DataScale, guessScale } from '../domain/discovery/data-scale';
import type { DiscoveryError } from '../domain/discovery/discovery-error';
import type { Result } from '../domain/result';

/** The scale of the recognised columns, where there are any: age beside values has a scale of its own. */
export function guessKnownScale(data: DataMatrix, recognised: readonly { id: string }[]): DataScale {
  const known = data.columns.filter((name) => recognised.some(({ id }) => id === name));
  return guessScale(known.length > 0 ? takeColumns(data, known) : data);
}

/**
 * Whether a graph can be learned from the chosen columns. `restores`: a common level is to be put back where scores are centred,
 * which `all`, the columns as they came, tell. Errors: check-data.ts and checkLevel in centred-columns.ts.
 */
export function checkChosen(
  all: DataMatrix,
  chosen: DataMatrix,
  restores: boolean,
): Result<DataMatrix, DiscoveryError> {
  const checked = checkData(chosen);
  return checked.ok && restores ? checkLevel(all, chosen) : checked;
}
