import { afterEach, describe, expect, it } from 'vitest';
import { scriptsOfSeed } from '../../electron/training/prescribe';
import { unsettled } from '../../renderer/domain/patients/differences';
import type { Patient } from '../../renderer/domain/prescriptions/model';
import { Search } from '../../renderer/store/search';
import { findPeople, type ScriptSearch } from '../../renderer/usecases/patients/find-people';
import { keepRecord } from '../../renderer/usecases/patients/keep-record';
import { readPatient, readPatientRecords } from '../../renderer/usecases/patients/patient-page';
import { readPeople } from '../../renderer/usecases/patients/read-people';
import { recordSupply } from '../../renderer/usecases/registers/unscripted';
import { aSite, now as startNow } from '../support/builders';
import { MemoryJournal } from '../support/memory-journal';
import { download, entryFor, find, supply } from '../support/on-the-way';
import { seeds } from '../support/seeds';
import { signIn } from '../support/sign-in';
import { aSpine, forget, openWorld, testKeys, type World } from '../support/world';

const name = 'patients-test';
const worlds: World[] = [];
afterEach(async () => {
  for (const world of worlds.splice(0)) world.close();
  await forget(name);
});

const open = async (journal = new MemoryJournal(), spine = aSpine(12)): Promise<World> => {
  const world = await openWorld({ name, journal, spine });
  worlds.push(world);
  await signIn(world);
  await download(world);
  return world;
};
const searchOf = async ({ db }: World): Promise<Search> => {
  const search = new Search();
  await search.build(db, await testKeys());
  return search;
};

/** A script, with whom it is for. */
const one = async (world: World, search: Search) => {
  const [row] = search.newest(1);
  if (!row) throw new Error('no script');
  const state = await find(world, row.shortId);
  return { row, state, patient: state.prescription.patient };
};
const unnumbered = ({ nhsNumber: _number, ...rest }: Patient): Patient => rest;
type SeedPatient = (typeof seeds.patients)[number];

/** A script to be sent, and the seeds with something else said of its patient. */
const ofOnePatient = (change: (patient: SeedPatient) => SeedPatient) => {
  const [seed] = seeds.scripts.filter(({ kind, nominated }) => kind === 'acute' && nominated !== false);
  if (!seed) throw new Error('no seed');
  const patients = seeds.patients.map((one, n) => (n === seed.patient ? change(one) : one));
  return { seed, changed: { ...seeds, patients } };
};
const penicillin = { kind: 'known', list: [{ substance: 'penicillin', reaction: '' }] } as const;

describe('patients', () => {
  it('[PAT-5] are found by name, birth date and NHS number, each once, with the scripts of theirs', async () => {
    const search = await searchOf(await open());
    const all = findPeople(search, '', 100);
    const rows = search.every('');
    expect(all.found).toBe(new Set(rows.map(({ nhsNumber }) => nhsNumber)).size);
    expect(all.people.reduce((sum, { scripts }) => sum + scripts, 0)).toBe(rows.length);
    const [person] = all.people;
    if (!person?.nhsNumber) throw new Error('nobody');
    const [year, month, day] = person.birthDate.split('-');
    for (const text of [
      person.nhsNumber,
      `${person.family} ${day}/${month}/${year}`,
      `${day}-${month}-${year}`,
    ]) {
      const { people } = findPeople(search, text, 10);
      expect(
        people.find(({ id }) => id === person.id),
        text,
      ).toEqual(person);
    }
    expect(findPeople(search, 'nobody by this name', 10)).toEqual({ people: [], found: 0 });
    expect(findPeople(search, '', 2)).toMatchObject({ people: { length: 2 }, found: all.found });
  });

  it('[PAT-5] [PAT-9] have a page with their scripts and what was handed out, with one and without', async () => {
    const world = await open();
    const { row, state, patient } = await one(world, await searchOf(world));
    expect(await supply(world, row.key)).toBe('done');
    await recordSupply(world.deps, { kind: 'RecordSupply', entry: entryFor(state, world, { patient }) });
    const search = await searchOf(world);
    const view = await readPatient(world.deps, search, row.nhsNumber === '' ? patient : { ...patient });
    expect(view?.scripts.map(({ key }) => key)).toContain(row.key);
    expect(new Set(view?.scripts.map(({ nhsNumber }) => nhsNumber))).toEqual(new Set([row.nhsNumber]));
    expect(new Set(view?.handedOut.map(({ from }) => from.kind))).toEqual(new Set(['script', 'entry']));
    world.deps.who.become(undefined);
    expect(await readPatient(world.deps, search, patient)).toBeUndefined();
  });

  it('[PAT-5] scripts that came together stand on the page in one order, however they were read', async () => {
    const world = await open(new MemoryJournal(), aSpine(40));
    const search = await searchOf(world);
    const turned: ScriptSearch = {
      newest: (limit) => search.newest(limit),
      every: (text, keep) => [...search.every(text, keep)].reverse(),
    };
    const many = findPeople(search, '', 100).people.find(({ scripts }) => scripts > 1);
    if (!many) throw new Error('nobody has two');
    const order = async (by: ScriptSearch & { readonly complete: boolean }) =>
      (await readPatient(world.deps, by, many))?.scripts.map(({ key }) => key);
    expect(await order({ ...turned, complete: true })).toEqual(await order(search));
  });

  it('[PAT-5] whoever is in the register alone is found after those who have scripts, by the same words', async () => {
    const world = await open();
    const search = await searchOf(world);
    const { state, patient } = await one(world, search);
    const zadie = { ...unnumbered(patient), family: 'Zephyr', given: 'Zadie Ann', birthDate: '1999-12-31' };
    const entry = entryFor(state, world, { patient: zadie });
    await recordSupply(world.deps, { kind: 'RecordSupply', entry });
    const ask = (text: string) => readPeople(world.deps, search, text, 100);
    const all = await ask('');
    expect(all.people.at(-1)).toMatchObject({ family: 'Zephyr', scripts: 0, waiting: 0 });
    expect(all.found).toBe(findPeople(search, '', 100).found + 1);
    for (const text of ['zeph', 'zadie zephyr', '31/12/1999', 'ann 31-dec-1999'])
      expect(
        (await ask(text)).people.map(({ family }) => family),
        text,
      ).toEqual(['Zephyr']);
    expect((await ask('zephyr 30/12/1999')).people).toEqual([]);
    const page = await readPatient(world.deps, search, zadie);
    expect(page?.handedOut.map(({ from }) => from.kind)).toEqual(entry.items.map(() => 'entry'));
    world.deps.who.become(undefined);
    expect(await ask('')).toEqual({ people: [], found: 0 });
  });

  it('[PAT-6] of many scripts that name them in one way none is opened, of each other way the latest', async () => {
    const spine = aSpine(12);
    const { seed, changed } = ofOnePatient((one) => ({ ...one, postcode: 'LS99 2BB' }));
    for (const [n, file] of [seeds, changed, seeds, changed].entries())
      spine.restore(
        scriptsOfSeed(file, { ...seed, signedDaysAgo: n }, 950 + n, { ods: aSite.ods, now: startNow }),
      );
    const world = await open(new MemoryJournal(), spine);
    const search = await searchOf(world);
    const { store } = world.deps;
    const states = await store.loadPrescriptions(search.every('').map(({ key }) => key));
    const everyone = states.flatMap((state) => state?.prescription.patient ?? []);
    const theirs = everyone.find(({ postcode }) => postcode === 'LS99 2BB')?.nhsNumber;
    const patients = everyone.filter(({ nhsNumber }) => nhsNumber === theirs);
    expect(patients.filter(({ postcode }) => postcode === 'LS99 2BB')).toHaveLength(2);
    expect(patients.length).toBeGreaterThan(3);
    const opened: number[] = [];
    const counting: typeof store = {
      ...store,
      loadPrescriptions: (keys) => {
        opened.push(keys.length);
        return store.loadPrescriptions(keys);
      },
    };
    for (const patient of patients) {
      const { wordings, differences } = await readPatientRecords(
        { ...world.deps, store: counting },
        search,
        patient,
      );
      expect(wordings).toHaveLength(2);
      expect(differences.map(({ what }) => what)).toEqual(['Address']);
    }
    expect(opened).toEqual(patients.map(() => 1));
  });

  it('[PAT-13] another name under their NHS number is said over each of their scripts until it was looked at', async () => {
    const spine = aSpine(12);
    const { seed, changed } = ofOnePatient((one) => ({ ...one, family: 'Zephyr' }));
    for (const [n, file] of [seeds, changed].entries())
      spine.restore(
        scriptsOfSeed(file, { ...seed, signedDaysAgo: n }, 900 + n, { ods: aSite.ods, now: startNow }),
      );
    const world = await open(new MemoryJournal(), spine);
    const search = await searchOf(world);
    const zephyr = search.every('zephyr')[0];
    if (!zephyr) throw new Error('not here');
    const { patient } = (await find(world, zephyr.shortId)).prescription;
    const first = await readPatientRecords(world.deps, search, patient);
    expect(unsettled(first)).toEqual([
      { what: 'Name', said: [expect.stringMatching(/^ZEPHYR/), expect.any(String)] },
    ]);
    const other = first.wordings[1];
    if (!other) throw new Error('one wording');
    expect(unsettled(await readPatientRecords(world.deps, search, other))).toHaveLength(1);
    const { wordings } = first;
    expect(await keepRecord(world.deps, { kind: 'SayOnePerson', patient, wordings })).toMatchObject({
      kind: 'done',
    });
    for (const one of wordings)
      expect(unsettled(await readPatientRecords(world.deps, search, one))).toEqual([]);
    expect(unsettled(await readPatientRecords(world.deps, search, { ...other, title: 'Sir' }))).not.toEqual(
      [],
    );
  });

  it('[PAT-7] [PAT-10] their record is there after a restart, and said beside who is perhaps the same', async () => {
    const [journal, spine] = [new MemoryJournal(), aSpine(12)];
    const first = await open(journal, spine);
    const { patient } = await one(first, await searchOf(first));
    const reply = await keepRecord(first.deps, { kind: 'RecordAllergies', patient, allergies: penicillin });
    expect(reply.sentence).toMatch(/allergic to penicillin\.$/);
    first.close();
    await forget(name);
    const again = await open(journal, spine);
    const [{ deps }, search] = [again, await searchOf(again)];
    expect((await readPatientRecords(deps, search, patient)).own?.allergies).toMatchObject(penicillin);
    expect(await readPatientRecords(deps, search, unnumbered(patient))).toMatchObject({
      own: undefined,
      perhaps: [{ allergies: penicillin }],
    });
    expect(await readPatientRecords(deps, search, { ...patient, nhsNumber: '9990000026' })).toMatchObject({
      own: undefined,
      perhaps: [],
      differences: [],
    });
    deps.who.become(undefined);
    expect(await readPatientRecords(deps, search, patient)).toEqual({
      own: undefined,
      perhaps: [],
      wordings: [],
      differences: [],
    });
    expect(await keepRecord(deps, { kind: 'WritePatientNote', patient, text: 'x' })).toMatchObject({
      kind: 'refused',
      code: 'SignedOut',
    });
  });

  it('[PAT-5] scripts of somebody who is perhaps the same stand apart', async () => {
    const world = await open();
    const search = await searchOf(world);
    const { row, patient } = await one(world, search);
    const view = await readPatient(world.deps, search, unnumbered(patient));
    // Nobody without a number is here: the one with it is another entry of the list.
    expect(view).toBeUndefined();
    await keepRecord(world.deps, {
      kind: 'WritePatientNote',
      patient: unnumbered(patient),
      text: 'Walks slowly',
    });
    const apart = await readPatient(world.deps, search, unnumbered(patient));
    expect(apart?.own?.note?.text).toBe('Walks slowly');
    expect(apart?.scripts).toEqual([]);
    expect(apart?.perhapsScripts.map(({ key }) => key)).toContain(row.key);
  });
});
