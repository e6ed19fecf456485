import { randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { moveOver } from '../../journal/move';
import { fingerprintOf } from '../keys';
import { dayMs, packLimits } from '../limits';
import { makePack, type MakePack, type PackFacts } from '../make-pack';
import type { PackEntry } from '../schema';
import { Wrong, type Arguments } from './arguments';
import type { Say } from './commands';
import { isOfDisk, notWritten } from './disk';
import { joinEntries } from './join-entries';
import { checkKeyIsOf, privateKeyIn, publicKeyIn } from './key-files';
import { entriesOfBundles, entriesOfFile } from './read-entries';

const entriesGiven = async (args: Arguments): Promise<readonly PackEntry[]> => {
  const list = args.given('entries');
  const bundles = args.given('bundles');
  const entries = joinEntries([
    ...(list === undefined ? [] : await entriesOfFile(list)),
    ...(bundles === undefined ? [] : await entriesOfBundles(bundles)),
  ]);
  if (entries.length === 0) throw new Wrong('Name the scripts: --entries FILE, --bundles FOLDER, or both.');
  if (entries.length > packLimits.entries)
    throw new Wrong(`A pack holds at most ${packLimits.entries} entries. Make several.`);
  return entries;
};

const timeOf = (name: string, given: string): number => {
  const at = Date.parse(given);
  if (Number.isNaN(at))
    throw new Wrong(`--${name} is no date: ${given}. Write it like 2026-11-26T09:00:00Z.`);
  return at;
};

const numberOf = (name: string, given: string): number => {
  if (!/^\d{1,10}$/.test(given) || Number(given) < 1)
    throw new Wrong(`--${name} is no whole number above 0: ${given}.`);
  return Number(given);
};

/** [PCK-24] Dates that a pharmacy would take (PCK-10, PCK-11). */
const datesOf = (args: Arguments, now: number): Pick<PackFacts, 'issuedAt' | 'expiresAt'> => {
  const given = args.given('issued');
  const issued = given === undefined ? now : timeOf('issued', given);
  const until = args.given('expires');
  const expires =
    until === undefined
      ? issued + numberOf('days', args.given('days') ?? '14') * dayMs
      : timeOf('expires', until);
  if (issued > now + dayMs)
    throw new Wrong('--issued is more than a day ahead, so every pharmacy would refuse this pack.');
  if (expires <= issued) throw new Wrong('The pack would expire before it is issued.');
  if (expires <= now) throw new Wrong('The pack would have expired already.');
  if (expires - issued > packLimits.validDays * dayMs)
    throw new Wrong(
      `A pack is valid for at most ${packLimits.validDays} days; every pharmacy would refuse this one.`,
    );
  return { issuedAt: new Date(issued).toISOString(), expiresAt: new Date(expires).toISOString() };
};

/** Whole or not at all: a pack that was there before stays until this one is. Answers with its size. */
const writePack = async (out: string, pack: MakePack): Promise<number> => {
  const beside = `${out}.${randomUUID()}.part`;
  let bytes = 0;
  try {
    const file = await open(beside, 'wx');
    try {
      for await (const line of makePack(pack)) {
        await file.write(`${line}\n`);
        bytes += line.length + 1;
      }
      await file.sync();
    } finally {
      await file.close();
    }
    await moveOver(beside, out);
  } catch (failure) {
    await rm(beside, { force: true });
    throw isOfDisk(failure) ? notWritten(failure, out) : failure;
  }
  return bytes;
};

export const make = async (args: Arguments, say: Say): Promise<void> => {
  const to = await publicKeyIn(args.needed('to'), 'X25519');
  const signWith = await privateKeyIn(args.needed('key'), 'Ed25519');
  const ods = args.needed('ods').trim().toUpperCase();
  await checkKeyIsOf(ods, args.needed('to'));
  const out = args.needed('out');
  const incident = args.given('incident');
  const instructions = args.given('instructions');
  const facts = {
    packId: args.given('id') ?? randomUUID(),
    sequence: numberOf('sequence', args.needed('sequence')),
    supplier: args.needed('supplier'),
    ods,
    ...datesOf(args, Date.now()),
    ...(incident === undefined ? {} : { incident }),
    ...(instructions === undefined ? {} : { instructions }),
  };
  const entries = await entriesGiven(args);
  const bytes = await writePack(out, { facts, entries, signWith, to });
  const inside = entries.filter(({ bundle }) => bundle !== undefined).length;
  say(
    `${out}: ${entries.length} ${entries.length === 1 ? 'script' : 'scripts'}, ${inside} with the prescription inside, ${bytes} bytes, pack ${facts.packId}, sequence ${facts.sequence}`,
  );
  say(`for ${facts.ods}, key ${fingerprintOf(to.kid)}`);
  say(`signed with ${fingerprintOf(signWith.kid)}`);
};
