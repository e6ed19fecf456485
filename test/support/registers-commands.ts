import { asLocalDate } from '../../renderer/domain/kernel/instant';
import type { RegistersCommand } from '../../renderer/usecases/commands';
import { onScript, pharmacist, type CommandCases } from './command-case';
import {
  notTakenBack,
  openSupply,
  pair,
  proposal,
  proposedSupply,
  reason,
  refusedSupply,
  stateOf,
  supplied,
  twins,
} from './command-scenes';

const days = { writtenOn: asLocalDate('2026-11-24'), receivedOn: asLocalDate('2026-11-24'), note: '' };

/** What is done in the registers is a pharmacist's. */
export const registersCommands: CommandCases<RegistersCommand['kind']> = {
  RegisterReissue: {
    may: pharmacist,
    ready: onScript(0, (key) => ({ kind: 'RegisterReissue', key, note: '' })),
  },
  DecideReissue: {
    may: pharmacist,
    ready: async (bench) => ({ kind: 'DecideReissue', id: await twins(bench), stays: 'replacement', reason }),
  },
  DeclareDifferent: {
    may: pharmacist,
    ready: async (bench) => ({ kind: 'DeclareDifferent', id: await twins(bench), reason }),
  },
  ConfirmProposal: {
    may: pharmacist,
    ready: async (bench) => ({ kind: 'ConfirmProposal', id: await proposal(bench) }),
  },
  RejectProposal: {
    may: pharmacist,
    ready: async (bench) => ({ kind: 'RejectProposal', id: await proposal(bench) }),
  },
  CallOffReissue: {
    may: pharmacist,
    ready: async (bench) => ({ kind: 'CallOffReissue', id: await pair(bench), reason }),
  },
  ReturnAgain: {
    may: pharmacist,
    ready: async (bench) => ({ kind: 'ReturnAgain', id: await notTakenBack(bench) }),
  },
  MarkReissue: {
    may: pharmacist,
    ready: async (bench) => ({
      ...{ kind: 'MarkReissue', id: await pair(bench), which: 'replacement', mark: 'supplied' },
    }),
  },
  CloseReissue: {
    may: pharmacist,
    ready: async (bench) => ({ kind: 'CloseReissue', id: await notTakenBack(bench), reason }),
  },
  ReopenReissue: {
    may: pharmacist,
    ready: async (bench) => {
      const id = await pair(bench);
      await bench.do({ kind: 'CallOffReissue', id, reason });
      return { kind: 'ReopenReissue', id, reason };
    },
  },
  RecordSupply: {
    may: pharmacist,
    ready: async (bench) => ({ kind: 'RecordSupply', entry: await supplied(bench) }),
  },
  RecordRefusal: { may: pharmacist, ready: () => ({ kind: 'RecordRefusal', refused: refusedSupply }) },
  CorrectRefusal: {
    may: pharmacist,
    ready: async (bench) => {
      await bench.do({ kind: 'RecordRefusal', refused: refusedSupply });
      const { id } = await bench.only('refusals');
      return { kind: 'CorrectRefusal', id, reason, refused: { ...refusedSupply, why: 'Another reason' } };
    },
  },
  NameSupplyScript: {
    may: pharmacist,
    ready: async (bench) => {
      const id = await proposedSupply(bench);
      const { items } = (await stateOf(bench, bench.key())).prescription;
      return { kind: 'NameSupplyScript', id, key: bench.key(), lines: items.map(({ itemId }) => itemId) };
    },
  },
  ConfirmSupplyMatch: {
    may: pharmacist,
    ready: async (bench) => ({
      kind: 'ConfirmSupplyMatch',
      id: await proposedSupply(bench),
      how: 'notified',
    }),
  },
  RejectSupplyMatch: {
    may: pharmacist,
    ready: async (bench) => ({ kind: 'RejectSupplyMatch', id: await proposedSupply(bench) }),
  },
  RecordPrescriptionDates: {
    may: pharmacist,
    ready: async (bench) => ({ kind: 'RecordPrescriptionDates', id: await openSupply(bench), ...days }),
  },
  CloseSupply: {
    may: pharmacist,
    ready: async (bench) => ({ kind: 'CloseSupply', id: await openSupply(bench), reason }),
  },
  ReopenSupply: {
    may: pharmacist,
    ready: async (bench) => {
      const id = await openSupply(bench);
      await bench.do({ kind: 'CloseSupply', id, reason });
      return { kind: 'ReopenSupply', id, reason };
    },
  },
  CorrectSupply: {
    may: pharmacist,
    ready: async (bench) => {
      const id = await openSupply(bench);
      return { kind: 'CorrectSupply', id, reason, entry: (await bench.only('unscripted')).entry };
    },
  },
};
