import type { Actor, Site } from '../kernel/context';
import { refuse, type Refusal } from '../kernel/refusal';
import { checkConnection, tidyConnection } from './check-connection';
import { checkSite, tidySite } from './check-site';
import type { SettingsEvent } from './events';
import { siteIsSet, type Connection, type ProfileKind } from './model';
import { leaders, needRole } from '../users/need-role';

export type SettingsContext = {
  readonly kind: ProfileKind;
  readonly by: Actor | undefined;
  /** As it stands. */
  readonly site: Site;
  /** How many scripts are here. */
  readonly scripts: number;
  readonly loopbackAllowed: boolean;
};

type Decided = {
  readonly kind: 'decided';
  readonly events: readonly SettingsEvent[];
  readonly sentence: string;
};

/** [SET-1] Who may change a setting, for other areas with settings of their own. */
export const mayChangeSettings = (by: Actor | undefined): Refusal | undefined =>
  needRole(by, leaders, 'Changing settings', 'SET-1');

const training = (): Refusal =>
  refuse(
    'TrainingIsFixed',
    'SET-4',
    'The training pharmacy is invented; its name and its broker cannot be changed.',
    'Use Holdfast for real from Settings to name your own pharmacy.',
  );

/** [KEY-9] [SET-1] Who may change the passphrase, where there can be one. */
export const mayChangePassphrase = (kind: ProfileKind, by: Actor | undefined): Refusal | undefined => {
  const refusal = mayChangeSettings(by);
  if (refusal || kind !== 'training') return refusal;
  return refuse(
    'NoPassphrase',
    'KEY-2',
    'A training profile keeps its key beside it and has no passphrase.',
    'Nothing real belongs in it; a companion and a live profile are protected.',
  );
};

const sameSite = (a: Site, b: Site): boolean => JSON.stringify(a) === JSON.stringify(b);

/** [SET-1] to [SET-4]: names the pharmacy, or corrects its details. */
export const decideSite = (typed: Site, context: SettingsContext): Decided | Refusal => {
  if (context.kind === 'training') return training();
  const first = !siteIsSet(context.site) && context.by !== undefined;
  const refusal = first ? undefined : mayChangeSettings(context.by);
  if (refusal) return refusal;
  const site = tidySite(typed);
  const wrong = checkSite(site);
  if (wrong) return wrong;
  if (siteIsSet(context.site) && site.ods !== context.site.ods && context.scripts > 0)
    return refuse(
      'OtherPharmacy',
      'SET-3',
      `The scripts here belong to ${context.site.ods}, so this profile stays with that pharmacy.`,
      'Open a profile in another folder for the other pharmacy.',
    );
  if (sameSite(site, context.site)) return { kind: 'decided', events: [], sentence: 'Nothing was changed.' };
  return {
    kind: 'decided',
    events: [{ type: 'settings.site-changed', id: 'site', site }],
    sentence: `Saved. ${context.kind === 'companion' ? 'Records and sheets' : 'Messages'} now come from ${site.name} (${site.ods}).`,
  };
};

/** [SET-1] [SET-4] [SET-5] */
export const decideConnection = (typed: Connection, context: SettingsContext): Decided | Refusal => {
  if (context.kind === 'training') return training();
  if (context.kind === 'companion')
    return refuse(
      'NoBroker',
      'SET-4',
      'A companion profile has no broker.',
      'Use a live profile for a pharmacy that receives its prescriptions in Holdfast.',
    );
  const refusal = mayChangeSettings(context.by);
  if (refusal) return refusal;
  const connection = tidyConnection(typed);
  const wrong = checkConnection(connection, context.loopbackAllowed);
  if (wrong) return wrong;
  return {
    kind: 'decided',
    events: [{ type: 'settings.connection-changed', id: 'connection', connection }],
    sentence: 'The connection is saved. Sign in with a smartcard to use it.',
  };
};
