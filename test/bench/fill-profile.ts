import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NewEntry } from '../../electron/contract/journal-entry';
import { openJournal } from '../../electron/journal/open-journal';
import { deriveKeys } from '../../electron/keys/derive';
import { openKeys } from '../../electron/keys/key-store';
import { openProfile } from '../../electron/system/profile';
import { prescriptionIdOf, testNhsNumber } from '../../electron/training/check-digits';
import { moreScripts } from '../../electron/training/prescribe';
import { seedFileSchema } from '../../electron/training/seed';
import { readPrescriptionBundle } from '../../renderer/domain/fhir/read-bundle';
import { asItemId, asPrescriptionId, issueKeyOf } from '../../renderer/domain/kernel/ids';
import type { Prescription } from '../../renderer/domain/prescriptions/model';

const root = process.env.HOLDFAST_ROOT ?? join(__dirname, '..', '..');
const perBatch = 1_000;
/** Two years of monthly scripts: so many has a patient who comes regularly. */
const scriptsOfPerson = 24;
/** Of so many persons one has moved house since their first scripts. */
const movedOf = 10;
const templates = 200;

const hex = (text: string): string => createHash('sha256').update(text).digest('hex').toUpperCase();
const uuid = (text: string): string =>
  hex(text)
    .toLowerCase()
    .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5');

const readTemplates = (ods: string, now: number): readonly Prescription[] => {
  const text = readFileSync(join(root, 'resources', 'training', 'prescriptions.json'), 'utf8');
  const seeds = seedFileSchema.parse(JSON.parse(text));
  return moreScripts(seeds, 0, templates, { ods, now }).flatMap(({ bundle }) => {
    const read = readPrescriptionBundle(bundle, { releaseResponseId: uuid('answer'), signature: 'passed' });
    return read.kind === 'script' ? [read.prescription] : [];
  });
};

/** Who the `n`-th of `count` scripts is for: each person under one number and one name, their scripts months apart. */
const patientOf = (known: readonly Prescription[], n: number, count: number): Prescription['patient'] => {
  const person = n % Math.ceil(count / scriptsOfPerson);
  // A person's scripts are all made after the same one, as far as it tells who they are.
  const patient = known[person % known.length]?.patient;
  if (!patient) throw new Error('no template could be read');
  const moved = person % movedOf === 0 && n > count / 2;
  return {
    ...patient,
    nhsNumber: testNhsNumber(person),
    family: `${patient.family} ${hex(`name ${person}`).slice(0, 4)}`,
    ...(moved ? { addressLines: ['9 Elsewhere Road'], postcode: 'LS99 2BB' } : {}),
  };
};

/** The `n`-th script that `fillProfile` makes: like a training one, with ids of its own. */
const scriptOf = (known: readonly Prescription[], n: number, count: number): Prescription => {
  const template = known[n % known.length];
  if (!template) throw new Error('no template could be read');
  const shortId = asPrescriptionId(filledId(n));
  const longId = uuid(`long ${n}`);
  return {
    ...template,
    shortId,
    longId,
    key: issueKeyOf(shortId, longId, template.issue),
    patient: patientOf(known, n, count),
    items: template.items.map((item) => ({ ...item, itemId: asItemId(uuid(`item ${n} ${item.line}`)) })),
  };
};

/** Ids of the scripts that a filled profile holds, in the order they came. */
export const filledId = (n: number): string =>
  prescriptionIdOf(hex(`a${n}`).slice(0, 6), 'A99999', hex(`b${n}`).slice(0, 5));

/** Makes a training profile whose journal has received `count` scripts; the program makes its index from it. */
export const fillProfile = async (folder: string, count: number): Promise<void> => {
  const opened = await openProfile(folder, 'training');
  if (opened.kind !== 'ok') throw new Error(`the profile is ${opened.kind}`);
  const keys = await openKeys(folder, true, undefined);
  if (keys.kind !== 'open') throw new Error(`the keys are ${keys.kind}`);
  const result = await openJournal({
    folder: join(folder, 'journal'),
    key: deriveKeys(keys.dataKey).journal,
    terminal: 'bench',
  });
  if (result.kind !== 'open') throw new Error(`the journal is ${result.kind}`);
  const from = Date.now() - 3_600_000;
  const known = readTemplates(opened.profile.site.ods, from);
  for (let n = 0; n < count; n += perBatch) {
    const batch = Array.from({ length: Math.min(perBatch, count - n) }, (_, i): NewEntry => {
      const prescription = scriptOf(known, n + i, count);
      return {
        at: from + n + i,
        by: 'Holdfast',
        kind: 'prescription.received',
        subject: prescription.key,
        v: 1,
        data: { key: prescription.key, prescription, source: { seq: 1, path: '' }, attended: true },
      };
    });
    const reply = await result.journal.append(batch);
    if (reply.kind !== 'appended') throw new Error(reply.kind);
  }
  await result.journal.close();
};
