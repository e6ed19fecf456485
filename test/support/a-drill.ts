import type { DrillStatus } from '../../electron/contract/drill';
import type { DrillAction } from '../../electron/contract/drill-action';
import type { JournalEntry, ReadRequest } from '../../electron/contract/journal-entry';
import { Drill, type Kept } from '../../electron/drill/drill';
import { DrillTime } from '../../electron/drill/time';
import { dayOf } from '../../electron/training/drills/plan';
import type { SentPack } from '../../electron/training/drills/model';
import { Faults } from '../../electron/training/faults';
import type { Training } from '../../electron/training/open-training';
import { Spine } from '../../electron/training/spine';
import { scenarioNamed } from '../drill/scenario-named';
import { aSite } from './builders';
import { seeds } from './seeds';

export const evening = scenarioNamed('evening-without-network');
export const settings = { v: 1, scenario: evening.id, seed: 7, supplies: 16 } as const;
export const site = { ...aSite, addressLines: [...aSite.addressLines] };

/** A drill without a program: nobody hands anything out. */
export const aDrill = (kept?: Kept, scenario = evening) => {
  const real = { at: 0 };
  const time = new DrillTime(kept?.at ?? dayOf(scenario, 0).opens, () => real.at);
  const spine = new Spine({ now: () => time.now(), changed: () => undefined });
  const faults = new Faults();
  const network = { gone: false };
  const lines: string[] = [];
  const delivered: SentPack[] = [];
  const offered: string[] = [];
  const entries: JournalEntry[] = [];
  const drill = new Drill({
    scenario,
    settings,
    time,
    network,
    // Of the server a drill knows the faults.
    training: { spine, seeds, server: { faults } as Training['server'] },
    journal: { read: async ({ from }: ReadRequest) => entries.slice(from - 1) },
    site,
    kept,
    post: {
      deliver: async (sent) => void delivered.push(sent),
      offer: (name) => void offered.push(name),
      key: async () => ({ file: '{}', fingerprint: 'ABCD' }),
    },
    log: { save: (more) => lines.push(...more) },
    heard: () => [],
    real: () => real.at,
  });
  const act = async (action: DrillAction): Promise<DrillStatus> => {
    const reply = await drill.act(action);
    if (reply.kind !== 'drill') throw new Error(reply.kind);
    return reply;
  };
  const lastKept = (): Kept => JSON.parse(lines.at(-1) ?? '') as Kept; // written by the drill
  return { drill, network, act, spine, faults, real, entries, lastKept, lines, delivered, offered };
};
