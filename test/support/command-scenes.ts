import { proposeClaim } from '../../renderer/domain/claims/details';
import { keptIdOf } from '../../renderer/domain/inbox/model';
import type { IssueKey } from '../../renderer/domain/kernel/ids';
import { asLocalDate, dayMs } from '../../renderer/domain/kernel/instant';
import { now } from './builders';
import { keyIn, type CommandBench } from './command-bench';
import { anId } from './desk';
import { sendDue } from './send-due';
import { asked, byPatient, entry } from './supplies';
import { later } from './world';

export const reason = 'As agreed with the practice';
export const stateOf = async ({ world }: CommandBench, key: IssueKey) => {
  const state = await world.deps.store.loadPrescription(key);
  if (!state) throw new Error('no script');
  return state;
};

export const choices = async (bench: CommandBench, key: IssueKey) =>
  (await stateOf(bench, key)).prescription.items.map(({ itemId }) => ({ kind: 'full', itemId }) as const);

export const claimOf = async (bench: CommandBench) => {
  const key = await bench.told();
  const { details } = proposeClaim(await stateOf(bench, key), now);
  return { key, details: { ...details, exemption: '0009', evidenceSeen: true } };
};

export const conflict = async (bench: CommandBench) => {
  const key = await bench.offline();
  await bench.write({ type: 'prescription.conflicted', key, says: { kind: 'cancelled' } });
  return key;
};

/** Handed out in part, and closed by EPS after 180 days. */
export const closedByEps = async (bench: CommandBench) => {
  const key = await bench.script(3);
  const [first] = await choices(bench, key);
  if (!first) throw new Error('no item');
  const part = { ...first, kind: 'part', quantity: 1 } as const;
  await bench.do({ kind: 'SupplyItems', key, choices: [part] });
  await sendDue(bench.world);
  later(bench.world.clock, 181 * dayMs);
  return key;
};

/** A message that waits for a person, or for its next try. */
export const message = async (bench: CommandBench, parked: boolean) => {
  const key = await bench.script(4);
  const [waiting] = await bench.world.deps.store.messagesOf(key);
  if (!waiting) throw new Error('no message');
  const { messageId } = waiting;
  await bench.write(
    parked
      ? {
          ...({ type: 'message.parked', messageId, key, certain: false, code: 'UNREADABLE' } as const),
          ...{ sentence: 'It cannot be read.', next: 'Try again.', detail: '' },
        }
      : { type: 'message.delayed', messageId, key, dueAt: now, reason: 'broker' },
  );
  return messageId;
};

/** A download whose answers are lost for good. */
export const lost = async (bench: CommandBench) => {
  const { broker, deps } = bench.world;
  broker.weather = ['lost-answer'];
  await bench.execute({ kind: 'DownloadNow' });
  const [release] = await deps.store.openReleases();
  if (!release) throw new Error('no release');
  const { requestId } = release;
  await bench.write({ type: 'release.lost', requestId });
  return requestId;
};

/** A prescription that came and cannot be used. */
export const unusable = async (bench: CommandBench) => {
  const source = { seq: 1, path: 'entry/0' };
  await bench.write({ type: 'script.quarantined', source, shortId: '', sentence: 'It has no id.' });
  return keptIdOf(source);
};

export const pair = async (bench: CommandBench, came = false) => {
  const key = await bench.script();
  await bench.do({ kind: 'RegisterReissue', key, note: '' });
  if (came) await bench.again();
  return (await bench.only('reissues')).id;
};
/** Two scripts that nobody has compared. */
export const twins = async (bench: CommandBench) => {
  await bench.script();
  await bench.again();
  return (await bench.only('reissues')).id;
};
/** One that may be the original of a registration. */
export const proposal = async (bench: CommandBench) => {
  const key = await bench.script();
  const { patient, items } = (await stateOf(bench, key)).prescription;
  const named = items.map(({ medication: { display } }) => ({ code: '', display }));
  await bench.do({ kind: 'RegisterReissue', patient, items: named, note: '' });
  return (await bench.only('reissues')).id;
};
export const notTakenBack = async (bench: CommandBench) => {
  const id = await pair(bench, true);
  const key = bench.key();
  const { custody } = await stateOf(bench, key);
  if (custody.kind !== 'returning') throw new Error(custody.kind);
  const refused = { messageId: custody.messageId, sentence: 'EPS said no.' };
  await bench.write(
    { type: 'prescription.return-refused', key, ...refused },
    { type: 'reissue.return-refused', id, ...refused },
  );
  return id;
};

export const refusedSupply = {
  ...({ route: 'patient', askedAt: now, askedBy: 'The patient', patient: byPatient.patient } as const),
  ...{
    items: [{ display: 'Ramipril', quantity: 0, unit: '', schedule: 'none' }],
    why: 'No need',
    advice: 'See the surgery tomorrow',
  },
};
/** A supply of what the script here asks for. */
export const supplied = async (bench: CommandBench, route: 'prescriber' | 'paper' = 'prescriber') => {
  const { patient, items } = (await stateOf(bench, await bench.script())).prescription;
  return {
    ...entry,
    ...(route === 'paper' ? { writtenOn: asLocalDate('2026-11-24') } : { answers: asked }),
    ...{ route, suppliedAt: now, patient },
    items: items.map(({ medication: { display, code }, quantity: { value, unit } }) => ({
      ...{ display, code, quantity: value, unit, schedule: 'none', directions: 'One a day' },
    })),
  };
};
export const proposedSupply = async (bench: CommandBench) => {
  await bench.do({ kind: 'RecordSupply', entry: await supplied(bench) });
  return (await bench.only('unscripted')).id;
};
/** Of which no script is here. */
export const openSupply = async (bench: CommandBench) => {
  await bench.do({ kind: 'RecordSupply', entry: { ...entry, suppliedAt: now } });
  return (await bench.only('unscripted')).id;
};

/** On the desk by a list. */
export const listed = anId(1);
export const aList = {
  kind: 'ImportList',
  source: { kind: 'text', name: 'barcodes.txt' },
  entries: [{ shortId: listed }],
  counts: { read: 1, malformed: 0, duplicated: 0, unreadable: 0 },
} as const;
export const queued = async (bench: CommandBench) => {
  await bench.do(aList);
  await bench.write({ type: 'desk.request-queued', id: listed, first: false });
};
export const accept = (slot: 'current' | 'next') => {
  const { fingerprint } = keyIn(slot);
  return { kind: 'AcceptSupplierKey', slot, supplier: 'The Broker', fingerprint, text: slot } as const;
};
export const opening = {
  kind: 'OpenIncident',
  title: 'Silent',
  parts: ['broker'],
  severity: 3,
  beganAt: now,
} as const;
/** Nothing is left to do in it. */
export const fixed = async (bench: CommandBench) => {
  await bench.do(opening);
  const { id } = await bench.only('incidents');
  const explained = { impact: 'Nobody waited', rootCause: 'A full disk', prevention: 'A larger one' };
  for (const act of [
    { kind: 'MarkFixed', text: 'It works' },
    { kind: 'Explain', ...explained },
  ] as const)
    await bench.do({ kind: 'ActOnIncident', id, act });
  return id;
};
export const connection = {
  ...{ baseUrl: 'https://broker.invalid', tokenUrl: 'https://token.invalid', appId: 'app' },
  ...{ keyId: 'ours-1', issuer: 'https://cis2.invalid', clientId: 'client' },
};
