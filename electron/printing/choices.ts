import * as z from 'zod';
import { deviceFile } from '../system/device-file';
import type { ChoiceStore } from './printing';

const name = z.string().min(1).max(300).optional();
/** `printers.json`: which printer takes what. Stored: do not rename. */
const chosenSchema = z.strictObject({ label: name, token: name, sheet: name });

/** The choice of printers of this computer; none where there is no file that can be read. */
export const printerChoices = (path: string): ChoiceStore => {
  const file = deviceFile(path, chosenSchema);
  return {
    load: async () => {
      const chosen = (await file.load()) ?? {};
      return Object.fromEntries(Object.entries(chosen).filter(([, printer]) => printer !== undefined));
    },
    save: (chosen) => file.save(chosen),
  };
};
