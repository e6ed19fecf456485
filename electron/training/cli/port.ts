/** The port that somebody typed; 0 leaves it to the computer. Undefined where there is none of that number. */
export const portOf = (text: string): number | undefined =>
  /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined;

export const noSuchPort = (text: string): string =>
  `There is no port ${text}. Choose one from 1 to 65535, or leave --port out.`;

/** [TSP-37] Why it could not start, in a sentence with what to do where we know it. */
export const whyNotStarted = (failure: unknown, port: string): string => {
  if (!(failure instanceof Error)) return 'The training Spine could not start.';
  const { code } = failure as NodeJS.ErrnoException; // Node's own errors carry one
  if (code === 'EADDRINUSE')
    return `Port ${port} is in use already. Choose another one, or leave --port out.`;
  if (code === 'EACCES')
    return `Port ${port} may not be used here. Choose one above 1023, or leave --port out.`;
  return failure.message;
};
