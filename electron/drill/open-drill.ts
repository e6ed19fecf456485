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

/** Which drills there are, and which were begun here. */
const listOf = async (training: string): Promise<DrillReply> => ({
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
});

/** In the training pharmacy: a drill is begun, or one that was begun is opened again. */
const actOutside = async (
  action: DrillAction,
  training: string,
  goTo: (folder: string) => void,
): Promise<DrillReply> => {
  if (action.kind === 'list') return listOf(training);
  if (action.kind === 'open') {
    const known = (await readDrills(training)).find(({ name }) => name === action.name);
    if (!known) return refused('This drill is not here any more.', 'Begin it anew by its number.');
    goTo(known.folder);
    return { kind: 'leaving' };
  }
  const scenario = action.kind === 'begin' ? scenarioOf(action.scenario) : undefined;
  if (action.kind !== 'begin' || !scenario)
    return refused('No drill is going on here.', 'Choose one from the list in Settings.');
  const { seed } = action;
  const supplies = Math.max(action.supplies, scenario.byHand);
  goTo(await makeDrillFolder(training, { v: 1, scenario: scenario.id, seed, supplies }));
  return { kind: 'leaving' };
};

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
  if (action.kind === 'list' || action.kind === 'begin' || action.kind === 'open')
    return refused('A drill is going on here.', 'Leave it first, and go back to the training pharmacy.');
  return running.act(action);
};
