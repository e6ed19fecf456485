import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import type { BrokerAddress } from '../broker/broker';
import type { SiteInfo } from '../contract/channels';
import type { TrainingAction, TrainingReply } from '../contract/training-action';
import { packEntryOf } from '../packs/make-pack';
import type { PackEntry } from '../packs/schema';
import type { Fault } from '../training/faults';
import { folderNotices } from '../training/folder-words';
import { openTraining, type Training } from '../training/open-training';
import { openScriptLog } from '../training/script-log';
import { SealedLogDamaged } from '../training/sealed-log';
import type { DrillGround } from '../drill/open-drill';
import type { Options } from './options';
import type { Profile } from './profile';

const faultOf = (how: Extract<TrainingAction, { kind: 'break' }>['how']): Fault => {
  switch (how) {
    case 'unreachable':
      return { kind: 'refuse-connection', only: 'any' };
    case 'silent':
      return { kind: 'silence', only: 'any' };
    case 'errors':
      return { kind: 'status', only: 'any', status: 503 };
    case 'lose-next-answer':
      return { kind: 'lose-answer', only: 'any', times: 1 };
  }
};

const words: Readonly<Record<string, string>> = {
  'refuse-connection': 'The training broker does not answer any connection.',
  silence: 'The training broker takes messages and says nothing.',
  status: 'The training broker takes nothing: it answers “unavailable” (503) to each message.',
  'lose-answer': 'The next answer will be lost on its way.',
};

/** What the training Spine does by itself. */
type TrainingStep = Exclude<TrainingAction, { kind: 'make-pack' }>;

/** The training Spine as main uses it: an address for the broker's door, and actions for the screen. */
export type TrainingPort = {
  /** Undefined where the Spine runs by itself. */
  readonly training: Training | undefined;
  readonly address: BrokerAddress;
  readonly act: (action: TrainingStep) => TrainingReply;
  /** Scripts that hang in its broker as delivered to us, as a supplier has them; where none does, some are made to. */
  readonly hanging: () => readonly PackEntry[];
  readonly notices: readonly string[];
  readonly close: () => Promise<void>;
};

/** How the screen calls it. */
export const trainingSpineName = 'Training Spine';

const addressOf = (url: string, token: string): BrokerAddress => ({
  name: trainingSpineName,
  baseUrl: url,
  probePath: '/_probe',
  prove: async () => ({ kind: 'proof', headers: { Authorization: `Bearer ${token}` } }),
});

const act = (training: Training, action: TrainingStep): TrainingReply => {
  const { faults } = training.server;
  let sentence = '';
  if (action.kind === 'break') faults.set([faultOf(action.how)]);
  if (action.kind === 'mend') {
    faults.set([]);
    sentence = 'The training broker works again.';
  }
  if (action.kind === 'prescribe')
    sentence = `${training.prescribe(action.count)} more prescriptions wait at the training Spine.`;
  if (action.kind === 'prescribe-again') {
    const shortId = training.spine.sendAgain(action.shortId.trim().toUpperCase(), training.ods);
    sentence =
      shortId === ''
        ? `The training Spine does not know ${action.shortId}.`
        : `The prescriber has sent it again as ${shortId}; it waits to be downloaded.`;
  }
  const broken = faults
    .list()
    .map((fault) => words[fault.kind] ?? '')
    .join(' ');
  const waiting = training.spine
    .scripts()
    .filter((script) => script.status === '0001' && script.nominated !== '').length;
  return { kind: 'steered-here', broken, waiting, sentence: sentence || broken };
};

const sampleSize = 10;

/** [PCK-22] What a broker that went down would hold for us. */
const hanging = ({ spine, prescribe }: Training, site: SiteInfo): readonly PackEntry[] => {
  const { ods, name, phone, addressLines, postcode } = site;
  const held = () => spine.scripts().filter(({ stuck, holder }) => stuck === true && holder?.ods === ods);
  if (held().length === 0) {
    prescribe(sampleSize);
    spine.swallow({ ods, name, phone, lines: addressLines, postcode }, sampleSize);
  }
  return held().map(packEntryOf);
};

const outside = (spine: { readonly url: string; readonly token: string }): TrainingPort => ({
  training: undefined,
  address: addressOf(spine.url, spine.token),
  act: () => ({
    kind: 'not-steered',
    sentence:
      'This training Spine runs by itself and is steered from outside. To practise an outage here, start Holdfast without --spine, or begin a drill.',
  }),
  hanging: () => [],
  notices: [],
  close: async () => undefined,
});

/** Nobody listens there. */
const nowhere = 'http://127.0.0.1:9';

const whyNotOpened = (failure: unknown, folder: string): string =>
  failure instanceof SealedLogDamaged
    ? `The training Spine cannot be opened, because its memory, ${failure.file}, is damaged. Nothing of the pharmacy is lost. Move that file out of ${folder}, then start Holdfast again: the training Spine then begins anew.`
    : `The training Spine cannot be opened. Nothing of the pharmacy is lost. Check that the disk is connected and has room, and that you may read and write everything in ${folder}; it is tried again by itself.`;

/** [TSP-12] In the place of one that does not open: whoever asks for anything hears why. */
export const unopened = (failure: unknown, folder: string): TrainingPort => {
  const sentence = whyNotOpened(failure, folder);
  return {
    training: undefined,
    address: {
      ...addressOf(nowhere, ''),
      prove: async () => ({ kind: 'none', reason: 'no-broker', sentence }),
    },
    act: () => ({ kind: 'not-steered', sentence }),
    hanging: () => [],
    notices: [sentence],
    close: async () => undefined,
  };
};

/** What seals the training Spine's memory and a drill's. */
export const trainingKey = (journalKey: Uint8Array): Uint8Array =>
  createHmac('sha256', journalKey).update('holdfast training spine 1').digest();

/** Opens the Spine of a training profile; its memory lies in the profile, sealed. */
export const openTrainingPort = async (
  profile: Profile,
  options: Options,
  journalKey: Uint8Array,
  resources: string,
  drill: Pick<DrillGround, 'time' | 'hear' | 'silences'> | undefined,
): Promise<TrainingPort> => {
  if (options.spine && !drill) return outside(options.spine);
  const key = trainingKey(journalKey);
  const training = await openTraining({
    seedPath: join(resources, 'training', 'prescriptions.json'),
    prescriptions: drill ? undefined : options.prescriptions,
    ods: profile.site.ods,
    log: openScriptLog(join(profile.folder, 'training-spine.log'), key),
    now: () => drill?.time.now() ?? Date.now(),
    ...(drill ? { hear: drill.hear, silent: (id: string) => drill.silences.keptOn(id) } : {}),
  });
  for (const { file, sentence } of training.fromFolder?.leftOut ?? [])
    process.stdout.write(`left out ${file}: ${sentence}\n`);
  return {
    training,
    address: addressOf(training.server.url, training.server.token),
    act: (action) => act(training, action),
    hanging: () => hanging(training, profile.site),
    notices: folderNotices(training.fromFolder),
    close: () => training.server.close(),
  };
};
