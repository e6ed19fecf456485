/** What stands here for the name of a medicine that came as a dm+d code alone. It is ours, and goes into no message. */
export const nameOfCode = (code: string): string => `Medicine with the dm+d code ${code}`;
