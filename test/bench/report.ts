/** The middle value, or the mean of the two middle ones. */
export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** The value below which a share of all values lies, between neighbours by proportion. */
export const quantile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  const high = sorted[Math.ceil(at)] ?? Number.NaN;
  return low + (high - low) * (at - Math.floor(at));
};

/** A table for people; the first row is its head. */
export const printTable = (rows: readonly (readonly (string | number)[])[]): void => {
  const texts = rows.map((row) => row.map((cell) => (typeof cell === 'number' ? cell.toFixed(2) : cell)));
  const widths = (texts[0] ?? []).map((_, i) => Math.max(...texts.map((row) => row[i]?.length ?? 0)));
  for (const row of texts)
    process.stdout.write(`${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ')}\n`);
};

/** The last line of every bench: one JSON object, numbers to three places. */
export const printResult = (result: Readonly<Record<string, unknown>>): void => {
  const round = (_key: string, value: unknown): unknown =>
    typeof value === 'number' ? Math.round(value * 1000) / 1000 : value;
  process.stdout.write(`${JSON.stringify(result, round)}\n`);
};
