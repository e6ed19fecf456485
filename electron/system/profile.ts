import { mkdir, readFile, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { realDisk } from '../journal/disk';
import type { ProfileKind, SiteInfo } from '../contract/channels';

const siteSchema = z.strictObject({
  ods: z.string().min(3).max(10),
  name: z.string().min(1),
  phone: z.string().min(1),
  addressLines: z.array(z.string()).min(1),
  postcode: z.string(),
  reimbursementAuthority: z.enum(['T1450', 'RQFZ1']),
});

/** The file `profile.json`, version 1. Stored: do not rename. It names no patient and no secret. */
const profileSchema = z.strictObject({
  v: z.literal(1),
  kind: z.enum(['training', 'live', 'companion']),
  terminal: z.string().min(1).max(100),
  site: siteSchema,
});
export type Profile = z.infer<typeof profileSchema> & { readonly folder: string };

export type OpenProfile =
  | { readonly kind: 'ok'; readonly profile: Profile; readonly created: boolean }
  | { readonly kind: 'other-kind'; readonly is: ProfileKind }
  | { readonly kind: 'newer' }
  | { readonly kind: 'damaged'; readonly detail: string }
  | { readonly kind: 'unusable'; readonly detail: string };

/** The invented pharmacy of training profiles. */
const trainingSite: SiteInfo = {
  ods: 'FA565',
  name: 'The Training Pharmacy',
  phone: '01632 960100',
  addressLines: ['1 Invented Road', 'Leeds'],
  postcode: 'LS99 9ZZ',
  reimbursementAuthority: 'T1450',
};
const emptySite: SiteInfo = { ...trainingSite, ods: 'XXXXX', name: 'Name of the pharmacy not set' };

const place = (folder: string): string => join(folder, 'profile.json');

const readText = async (path: string): Promise<string | undefined> => {
  try {
    return await readFile(path, 'utf8');
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code === 'ENOENT') return undefined; // fs errors carry a code
    throw failure;
  }
};

const parse = (folder: string, text: string, wanted: ProfileKind | undefined): OpenProfile => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (failure) {
    return { kind: 'damaged', detail: String(failure) };
  }
  const version = z.looseObject({ v: z.number() }).safeParse(json);
  if (version.success && version.data.v > 1) return { kind: 'newer' };
  const parsed = profileSchema.safeParse(json);
  if (!parsed.success) return { kind: 'damaged', detail: z.prettifyError(parsed.error) };
  if (wanted !== undefined && parsed.data.kind !== wanted)
    return { kind: 'other-kind', is: parsed.data.kind };
  return { kind: 'ok', profile: { ...parsed.data, folder }, created: false };
};

const create = async (folder: string, kind: ProfileKind): Promise<OpenProfile> => {
  const site = kind === 'training' ? trainingSite : emptySite;
  const fields = { v: 1, kind, terminal: hostname().slice(0, 100) || 'computer', site } as const;
  await realDisk.writeAll(place(folder), Buffer.from(`${JSON.stringify(fields, null, 2)}\n`));
  return {
    kind: 'ok',
    profile: { ...fields, site: { ...site, addressLines: [...site.addressLines] }, folder },
    created: true,
  };
};

/**
 * [PRF-1] Opens a profile folder, or makes one of the wanted kind (training unless said otherwise).
 * A profile keeps its kind for ever.
 */
export const openProfile = async (folder: string, wanted: ProfileKind | undefined): Promise<OpenProfile> => {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const text = await readText(place(folder));
    if (text !== undefined) return parse(folder, text, wanted);
    // A journal without its profile belongs to somebody: do not make it ours.
    const strays = await stat(join(folder, 'journal')).catch(() => undefined);
    if (strays) return { kind: 'damaged', detail: 'profile.json is missing beside a journal' };
    return await create(folder, wanted ?? 'training');
  } catch (failure) {
    return { kind: 'unusable', detail: String(failure) };
  }
};
