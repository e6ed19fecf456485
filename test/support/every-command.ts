import type { IssueKey } from '../../renderer/domain/kernel/ids';
import { asInstant, hourMs } from '../../renderer/domain/kernel/instant';
import type { Patient } from '../../renderer/domain/prescriptions/model';
import type { PersonDetails, Role } from '../../renderer/domain/users/model';
import { aSite, now } from './builders';
import type { CommandBench } from './command-bench';
import { onScript, pharmacist, type Always, type CommandCases, type Kind } from './command-case';
import {
  accept,
  aList,
  choices,
  claimOf,
  closedByEps,
  conflict,
  connection,
  fixed,
  listed,
  lost,
  message,
  opening,
  queued,
  reason,
  stateOf,
  unusable,
} from './command-scenes';
import { presentPassphrase } from './locks';
import { registersCommands } from './registers-commands';

const everyone: readonly Role[] = ['pharmacist', 'technician', 'dispenser', 'manager'];
const staff: readonly Role[] = ['pharmacist', 'technician', 'dispenser'];
const leading: readonly Role[] = ['pharmacist', 'manager'];
const importing: readonly Role[] = ['pharmacist', 'technician', 'manager'];

const person: PersonDetails = {
  ...{ name: 'Ada Moss', sdsUserId: '555086689109', roleProfileId: '555086715109' },
  ...{ role: 'dispenser', jobRoleCode: 'R8006', phone: '01632 960101' },
};
const tom = async ({ world }: CommandBench) => {
  const user = (await world.deps.store.loadUsers()).find(({ role }) => role === 'technician');
  if (!user) throw new Error('nobody');
  return user;
};
const patientOf = async ({ world }: CommandBench, key: IssueKey): Promise<Patient> => {
  const state = await world.deps.store.loadPrescription(key);
  if (!state) throw new Error('no script');
  return state.prescription.patient;
};
const kindOfMedicine = { name: 'Ours', words: ['amoxicillin'], codes: [] };

/** Every command that is somebody's right: whose, and where it can be carried out. The compiler misses none. */
export const everyCommand: CommandCases<Exclude<Kind, Always>> = {
  AddPerson: { may: leading, ready: () => ({ kind: 'AddPerson', ...person, pin: '4444' }) },
  DownloadNow: { may: everyone, ready: () => ({ kind: 'DownloadNow' }) },
  RequestById: { may: everyone, ready: (bench) => ({ kind: 'RequestById', typed: bench.shortId() }) },
  CheckPrescription: { may: pharmacist, ready: onScript(0, (key) => ({ kind: 'CheckPrescription', key })) },
  AssemblePrescription: { may: staff, ready: onScript(1, (key) => ({ kind: 'AssemblePrescription', key })) },
  AccuracyCheckPrescription: {
    may: ['pharmacist', 'technician'],
    ready: onScript(2, (key) => ({ kind: 'AccuracyCheckPrescription', key })),
  },
  StepBackPrescription: { may: staff, ready: onScript(2, (key) => ({ kind: 'StepBackPrescription', key })) },
  HoldPrescription: {
    may: everyone,
    ready: onScript(0, (key) => ({ kind: 'HoldPrescription', key, reason })),
  },
  LiftHold: {
    may: pharmacist,
    ready: onScript(0, async (key, bench) => {
      await bench.do({ kind: 'HoldPrescription', key, reason });
      return { kind: 'LiftHold', key, reason };
    }),
  },
  SayHandedOutSince: {
    may: pharmacist,
    ready: onScript(0, async (key, bench) => {
      await bench.write({ type: 'prescription.held', key, reason, backupAt: now });
      return { kind: 'SayHandedOutSince', key, reason };
    }),
  },
  NoteClosedByEps: {
    may: pharmacist,
    ready: async (bench) => ({ kind: 'NoteClosedByEps', key: await closedByEps(bench), reason }),
  },
  SupplyInFull: { may: staff, ready: onScript(3, (key) => ({ kind: 'SupplyInFull', key })) },
  SupplyItems: {
    may: staff,
    ready: onScript(3, async (key, bench) => ({
      kind: 'SupplyItems',
      key,
      choices: await choices(bench, key),
    })),
  },
  RecordNotDispensed: {
    may: pharmacist,
    ready: onScript(0, (key) => ({ kind: 'RecordNotDispensed', key, reasonCode: '0002' })),
  },
  AmendSupply: {
    may: pharmacist,
    ready: async (bench) => {
      const key = await bench.told();
      return { kind: 'AmendSupply', key, choices: await choices(bench, key) };
    },
  },
  PutTimeRight: {
    may: pharmacist,
    ready: onScript(4, async (key, bench) => {
      const [waiting] = (await stateOf(bench, key)).supplies;
      if (!waiting) throw new Error('nothing waits');
      const at = asInstant(waiting.handedOverAt - hourMs);
      return { kind: 'PutTimeRight', key, messageId: waiting.messageId, time: { at, reason } };
    }),
  },
  PrepareClaim: {
    may: everyone,
    ready: async (bench) => ({ kind: 'PrepareClaim', ...(await claimOf(bench)) }),
  },
  SendClaim: { may: everyone, ready: async (bench) => ({ kind: 'SendClaim', ...(await claimOf(bench)) }) },
  WithdrawSupply: {
    may: pharmacist,
    ready: async (bench) => ({ kind: 'WithdrawSupply', key: await bench.told(), reasonCode: 'MU' }),
  },
  ReturnPrescription: {
    may: pharmacist,
    ready: onScript(0, (key) => ({ kind: 'ReturnPrescription', key, reasonCode: '0003' })),
  },
  UndoRelease: { may: staff, ready: async (bench) => ({ kind: 'UndoRelease', key: await bench.offline() }) },
  AskToConfirm: {
    may: everyone,
    ready: async (bench) => ({ kind: 'AskToConfirm', key: await bench.offline() }),
  },
  SettleConflict: {
    may: pharmacist,
    ready: async (bench) => ({ kind: 'SettleConflict', key: await conflict(bench), choice: 'spine', reason }),
  },
  ...registersCommands,
  RecordAllergies: {
    may: ['pharmacist', 'technician'],
    ready: onScript(0, async (key, bench) => ({
      kind: 'RecordAllergies',
      patient: await patientOf(bench, key),
      allergies: { kind: 'none-known' },
    })),
  },
  WritePatientNote: {
    may: staff,
    ready: onScript(0, async (key, bench) => ({
      kind: 'WritePatientNote',
      patient: await patientOf(bench, key),
      text: reason,
    })),
  },
  SayOnePerson: {
    may: ['pharmacist', 'technician'],
    ready: onScript(0, async (key, bench) => {
      const patient = await patientOf(bench, key);
      return { kind: 'SayOnePerson', patient, wordings: [patient, { ...patient, title: 'Dr' }] };
    }),
  },
  CloseRelease: {
    may: leading,
    ready: async (bench) => ({ kind: 'CloseRelease', requestId: await lost(bench), reason }),
  },
  CloseUnusable: {
    may: leading,
    ready: async (bench) => ({ kind: 'CloseUnusable', keptId: await unusable(bench), reason }),
  },
  HandOver: {
    may: everyone,
    ready: async (bench) => ({ kind: 'HandOver', messageId: await message(bench, true), note: reason }),
  },
  RetryMessage: {
    may: everyone,
    ready: async (bench) => ({ kind: 'RetryMessage', messageId: await message(bench, true) }),
  },
  HurryMessage: {
    may: everyone,
    ready: async (bench) => ({ kind: 'HurryMessage', messageId: await message(bench, false) }),
  },
  OpenIncident: { may: everyone, ready: () => opening },
  ActOnIncident: {
    may: ['manager'],
    ready: async (bench) => ({ kind: 'ActOnIncident', id: await fixed(bench), act: { kind: 'Close' } }),
  },
  ChangePerson: {
    may: leading,
    ready: async (bench) => {
      const { userId } = await tom(bench);
      return { kind: 'ChangePerson', userId, details: person };
    },
  },
  DeactivatePerson: {
    may: leading,
    ready: async (bench) => ({ kind: 'DeactivatePerson', userId: (await tom(bench)).userId }),
  },
  ReactivatePerson: {
    may: leading,
    ready: async (bench) => ({ kind: 'ReactivatePerson', userId: (await tom(bench)).userId }),
  },
  ChangePin: {
    may: leading,
    ready: async (bench) => ({
      ...{ kind: 'ChangePin', userId: (await tom(bench)).userId, pin: '9999', present: '' },
    }),
  },
  SetSite: { may: leading, profile: 'live', ready: () => ({ kind: 'SetSite', site: aSite }) },
  SetConnection: { may: leading, profile: 'live', ready: () => ({ kind: 'SetConnection', connection }) },
  ChangePassphrase: {
    may: leading,
    profile: 'live',
    ready: () => ({ kind: 'ChangePassphrase', present: presentPassphrase, next: 'staple and paper clip' }),
  },
  KeepSecondCopy: { may: leading, ready: () => ({ kind: 'KeepSecondCopy', folder: '/media/stick' }) },
  StopSecondCopy: { may: leading, ready: () => ({ kind: 'StopSecondCopy' }) },
  MakeClientKey: { may: leading, profile: 'live', ready: () => ({ kind: 'MakeClientKey', keyId: 'ours-1' }) },
  ImportPack: {
    may: importing,
    lacks: 'OfferGone',
    ready: () => ({ kind: 'ImportPack', offerId: 'offer-1', packId: 'pack-1' }),
  },
  ImportList: { may: importing, ready: () => aList },
  AcceptSupplierKey: { may: leading, ready: () => accept('current') },
  RemoveSupplierKey: {
    may: leading,
    ready: async (bench) => {
      await bench.do(accept('current'));
      return { kind: 'RemoveSupplierKey', slot: 'current' };
    },
  },
  PromoteSupplierKey: {
    may: leading,
    ready: async (bench) => {
      await bench.do(accept('current'), accept('next'));
      return { kind: 'PromoteSupplierKey' };
    },
  },
  WatchPackFolder: { may: leading, ready: () => ({ kind: 'WatchPackFolder', folder: '/packs' }) },
  AddUrgentKind: { may: leading, ready: () => ({ kind: 'AddUrgentKind', added: kindOfMedicine }) },
  ChangeUrgentKind: {
    may: leading,
    ready: () => ({ kind: 'ChangeUrgentKind', name: 'insulin', changed: kindOfMedicine }),
  },
  RemoveUrgentKind: { may: leading, ready: () => ({ kind: 'RemoveUrgentKind', name: 'insulin' }) },
  MoveUrgentKind: { may: leading, ready: () => ({ kind: 'MoveUrgentKind', name: 'insulin', by: 1 }) },
  RestoreUrgentList: {
    may: leading,
    ready: async (bench) => {
      await bench.do({ kind: 'RemoveUrgentKind', name: 'insulin' });
      return { kind: 'RestoreUrgentList' };
    },
  },
  UndoUrgentChange: {
    may: leading,
    ready: async (bench) => {
      await bench.do({ kind: 'RemoveUrgentKind', name: 'insulin' });
      return { kind: 'UndoUrgentChange' };
    },
  },
  AskToPrint: {
    may: everyone,
    ready: onScript(0, (key) => ({ kind: 'AskToPrint', of: 'token', to: 'paper', key })),
  },
  ScanPrescription: {
    may: everyone,
    ready: (bench) => ({ kind: 'ScanPrescription', id: bench.shortId(), onlyKnown: false }),
  },
  AskForRows: {
    may: everyone,
    ready: async (bench) => {
      await bench.do(aList);
      return { kind: 'AskForRows', ids: [listed] };
    },
  },
  DropRequest: {
    may: everyone,
    ready: async (bench) => (await queued(bench), { kind: 'DropRequest', id: listed }),
  },
  DropRequests: { may: everyone, ready: async (bench) => (await queued(bench), { kind: 'DropRequests' }) },
  RecordOutcome: {
    may: everyone,
    ready: async (bench) => {
      await bench.do(aList);
      return { kind: 'RecordOutcome', id: listed, outcome: { kind: 'needs-gp' }, note: '' };
    },
  },
};
