/** Bytes as a person reads them: "12 kB", "3.4 MB", "41 GB". Decimal units, as disks are sold. */
export function formatBytes(bytes: number): string {
  const unit = unitOf(bytes);
  return `${amountIn(unit, bytes)} ${UNITS[unit]}`;
}

/** "0.5 of 1.1 GB": both in the unit of the whole, so that they can be compared. */
export function formatBytesOf(done: number, total: number): string {
  const unit = unitOf(total);
  const shown = Math.max(0, Math.min(done, total));
  return `${amountIn(unit, shown)} of ${amountIn(unit, total)} ${UNITS[unit]}`;
}

const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'];

function unitOf(bytes: number): number {
  let size = Math.max(0, bytes);
  let unit = 0;
  // The next unit begins where rounding would reach it: nobody reads "1000 MB".
  while (size >= 999.5 && unit < UNITS.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return unit;
}

function amountIn(unit: number, bytes: number): string {
  const size = Math.max(0, bytes) / 1000 ** unit;
  return unit === 0 || size >= 9.95 ? String(Math.round(size)) : size.toFixed(1);
}
