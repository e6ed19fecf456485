import { join } from 'node:path';
import { mostSupplies, type DrillReply } from '../contract/drill';
import type { DrillAction } from '../contract/drill-action';
import type { SiteInfo } from '../contract/channels';
import type { Journal } from '../journal/journal';
import { dayOf } from '../training/drills/plan';
import type { Heard } from '../training/drills/recorded-spine';
import { scenarioOf, scenarios } from '../training/drills/scenarios';
import type { Training } from '../training/open-training';
import { openSealedLog } from '../training/sealed-log';
import { Drill, type Kept } from './drill';
import type { Offers } from '../packs/offers';
import type { Packs } from '../packs/packs';
import { makeDrillFolder, progressFile, readDrills, trainingFolderOf, type DrillSettings } from './folder';
import { endRemovals, removeDrill, type Removed } from './remove';
import type { DrillNetwork } from './network';
import { openPost } from './post';
import { Silences } from './silence';
import { DrillTime } from './time';

const tickMs = 250;

/** Where the supplier's packs go: locked for our key, and offered. */
type PackDoor = { readonly packs: Pick<Packs, 'keyFor'>; readonly offers: Pick<Offers, 'offer'> };

/** What a drill in this profile is played with, from before its Spine is open until it ends. */
export type DrillGround = {
  readonly time: DrillTime;
  readonly network: DrillNetwork;
  readonly silences: Silences;
  readonly hear: (heard: Heard) => void;
  readonly begin: (training: Training, journal: Journal, site: SiteInfo, packs: PackDoor) => RunningDrill;
};
export type RunningDrill = {
  readonly act: (action: DrillAction) => Promise<DrillReply>;
  readonly close: () => Promise<void>;
};

/** Opens what was kept of a drill; its clock stands where it was left. `key` seals what is kept. */
export const openDrill = (
  folder: string,
  settings: DrillSettings,
  key: Uint8Array,
): DrillGround | undefined => {
  const scenario = scenarioOf(settings.scenario);
  if (!scenario) return undefined;
  const log = openSealedLog(progressFile(folder), key);
  const heardLog = openSealedLog(join(folder, 'drill-heard.log'), key);
  const last = log.load().at(-1);
  const kept = last === undefined ? undefined : (JSON.parse(last) as Kept); // written by the drill
  const heard = heardLog.load().map((line) => JSON.parse(line) as Heard); // written below
  const real = () => Date.now();
  const time = new DrillTime(kept?.at ?? dayOf(scenario, 0).opens, real);
  const network = { gone: false };
  return {
    time,
    network,
    silences: new Silences(() => time.clock),
    hear: (one) => {
      heard.push(one);
      heardLog.save([JSON.stringify(one)]);
    },
    begin: (training, journal, site, door) => {
      const scripts = () => training.spine.scripts();
      const named = `${settings.scenario} ${settings.seed}`;
      const drill = new Drill({
        scenario,
        settings,
        time,
        network,
        training,
        journal,
        site,
        kept,
        post: openPost({ folder, drill: named, site, scripts, ...door }),
        log,
        heard: () => heard,
        real,
      });
      const timer = setInterval(() => void drill.tick(), tickMs);
      void drill.tick();
      return {
        act: (action) => drill.act(action),
        close: () => {
          clearInterval(timer);
          return drill.close();
        },
      };
    },
  };
};

const refused = (sentence: string, next: string): DrillReply => ({ kind: 'refused', sentence, next });

const notHere = refused('This drill is not here any more.', 'Begin it anew by its number.');

/** [DRL-10] Undefined where it was removed. */
const whyNotRemoved = (became: Removed): DrillReply | undefined => {
  switch (became.kind) {
    case 'removed':
      return undefined;
    case 'unknown':
      return notHere;
    case 'open':
      return refused('Another Holdfast has this drill open.', 'Close that window, then remove it again.');
    case 'not-ours':
      return refused(
        'This folder is not a drill’s own, so nothing in it was touched.',
        `Look yourself at what is in ${became.folder}.`,
      );
    case 'stays':
      return refused(
        'The drill could not be removed and is as it was.',
        `See that no other program has something open in ${became.folder} and that you may write there, then remove it again.`,
      );
    case 'partly':
      return refused(
        'The drill is gone from the list, but not all of it could be deleted.',
        `What is left lies in ${became.folder}; Holdfast deletes it when the drills are shown again.`,
      );
  }
};

/** Which drills there are, and which were begun here. */
const listOf = async (training: string): Promise<DrillReply> => {
  await endRemovals(training);
  return {
    kind: 'choices',
    choices: scenarios.map(({ id, title, sentence, days, byHand }) => ({
      id,
      title,
      sentence,
      days,
      supplies: byHand,
      most: mostSupplies,
    })),
    begun: (await readDrills(training)).flatMap(
      ({ name, settings: { scenario, seed, supplies }, openedAt }) => {
        const title = scenarioOf(scenario)?.title;
        return title === undefined ? [] : [{ name, title, seed, supplies, openedAt }];
      },
    ),
  };
};

/** In the training pharmacy: a drill is begun, or one that was begun is opened again. */
const actOutside = async (
  action: DrillAction,
  training: string,
  goTo: (folder: string) => void,
): Promise<DrillReply> => {
  if (action.kind === 'list') return listOf(training);
  if (action.kind === 'open') {
    const known = (await readDrills(training)).find(({ name }) => name === action.name);
    if (!known) return notHere;
    goTo(known.folder);
    return { kind: 'leaving' };
  }
  if (action.kind === 'remove') {
    const refusal = whyNotRemoved(await removeDrill(training, action.name));
    return refusal ?? listOf(training);
  }
  const scenario = action.kind === 'begin' ? scenarioOf(action.scenario) : undefined;
  if (action.kind !== 'begin' || !scenario)
    return refused('No drill is going on here.', 'Choose one from the list in Settings.');
  const { seed } = action;
  const supplies = Math.max(action.supplies, scenario.byHand);
  goTo(await makeDrillFolder(training, { v: 1, scenario: scenario.id, seed, supplies }));
  return { kind: 'leaving' };
};

/** What is done in the training pharmacy alone. */
const outside: readonly DrillAction['kind'][] = ['list', 'begin', 'open', 'remove'];

/** What the screen asks about drills: of the training pharmacy, which there are and a new one; of a drill, the rest. */
export const actOnDrill = async (
  action: DrillAction,
  profile: string,
  running: RunningDrill | undefined,
  /** Starts the program again on the training profile in this folder. */
  goTo: (folder: string) => void,
): Promise<DrillReply> => {
  if (!running) return actOutside(action, profile, goTo);
  if (action.kind === 'leave') {
    goTo(trainingFolderOf(profile));
    return { kind: 'leaving' };
  }
  if (outside.includes(action.kind))
    return refused('A drill is going on here.', 'Leave it first, and go back to the training pharmacy.');
  return running.act(action);
};
