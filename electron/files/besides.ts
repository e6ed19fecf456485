import { readdir } from 'node:fs/promises';

/** What of a profile is copied beside its journal; all of it is encrypted or names nobody. */
const always = ['profile.json', 'keys.json'] as const;
/** Secrets that are made on their day: the key that packs are sealed to, and what a live connection keeps. */
const madeLater = ['pack-key.json', 'identity.sealed'] as const;

/** [FIL-6] Names of the files that a copy of a profile has beside the journal. */
export const besides = async (profile: string): Promise<readonly string[]> => {
  const here = await readdir(profile);
  return [...always, ...madeLater.filter((name) => here.includes(name))];
};
