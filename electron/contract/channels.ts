import * as z from 'zod';
import { keepCopySchema, type CopyPlaceReply, type KeepCopyReply, type SecondCopyState } from './copy';
import type { DrillClock, DrillReply } from './drill';
import { drillActionSchema } from './drill-action';
import { connectionSchema, type ChooseRoleReply, type ClientKeyInfo, type IdentifyReply } from './identity';
import {
  changePassphraseSchema,
  renewalSchema,
  secret,
  type ChangePassphraseReply,
  type Locks,
} from './keys';
import { envelopeSchema, type SendReply } from './envelope';
import {
  type BackUpReply,
  type LastBackUp,
  type TakeUpReply,
  openSchema,
  saveSchema,
  type OpenReply,
  type SaveReply,
} from './files';
import {
  newEntrySchema,
  readOneSchema,
  readSchema,
  recallSchema,
  type AppendReply,
  type JournalEntry,
} from './journal-entry';
import {
  packPayloads,
  type DropReply,
  type PackOffer,
  type PackOpened,
  type PackPartStored,
  type PackRefused,
  type PharmacyKey,
  type SupplierKey,
  type WatchedFolder,
} from './packs';
import { trainingActionSchema, type TrainingReply } from './training-action';
import {
  documentSchema,
  paperSchema,
  printerChoiceSchema,
  type PaperReply,
  type PdfReply,
  type PrinterStatus,
} from './printing';
import { scannerSchema, type ScannerSettings } from './scanner';
import type { ProbeFacts } from './probe';

/** Who is at the other end of a call: the screen (through the bridge) or the engine (through its port). */
export type Caller = 'screen' | 'engine';

const nothing = z.undefined();
const keyId = z.string().regex(/^[\w.-]{1,64}$/);

const profileKinds = ['training', 'live', 'companion'] as const;
export type ProfileKind = (typeof profileKinds)[number];

export type ProfileInfo = {
  readonly kind: ProfileKind;
  readonly folder: string;
  readonly appVersion: string;
  /** Electron's version and whether it is older than the pinned major. */
  readonly runtime: { readonly version: string; readonly older: boolean };
  readonly terminal: string;
  /** A test's switch: services on this computer are spoken to without encryption. The screen says so. */
  readonly loopback: boolean;
  /** The title of the drill that is played in this profile, or empty. */
  readonly drill: string;
};

/** What the screen can do at start. Each `sentence` says what happened and `next` what to do. */
export type StartState =
  | { readonly kind: 'opening' }
  /** No profile is open: which kind is wanted? `refused` says why one cannot be opened here. */
  | {
      readonly kind: 'choose';
      readonly choices: readonly {
        readonly kind: ProfileKind;
        readonly folder: string;
        readonly exists: boolean;
        readonly refused: string;
      }[];
      readonly switches: readonly string[];
    }
  /** `mustRead` stands before the program until somebody says that they read it; notices stand in Settings. */
  | {
      readonly kind: 'ready';
      readonly profile: ProfileInfo;
      readonly mustRead: readonly string[];
      readonly notices: readonly string[];
    }
  | {
      readonly kind: 'needs-passphrase';
      readonly profile: ProfileInfo;
      /** There is no passphrase: the keychain was to open it, and does not. */
      readonly codeOnly: boolean;
      readonly waitMs: number;
      readonly sentence: string;
    }
  | {
      readonly kind: 'choose-passphrase';
      readonly profile: ProfileInfo;
      readonly sentence: string;
      /** Why the one that was chosen is not taken. */
      readonly refusal?: string;
    }
  /** It opened by its recovery code. What is to open it from now on? `keychain`: there is one that can. */
  | {
      readonly kind: 'renew-lock';
      readonly profile: ProfileInfo;
      readonly keychain: boolean;
      /** Why it was not renewed, or empty. */
      readonly refusal: string;
    }
  | { readonly kind: 'show-recovery-code'; readonly profile: ProfileInfo; readonly code: string }
  /** What was written down is typed once, and must open the profile. */
  | { readonly kind: 'prove-recovery-code'; readonly profile: ProfileInfo; readonly sentence: string }
  | {
      readonly kind: 'stopped';
      readonly title: string;
      readonly sentence: string;
      readonly next: string;
      readonly detail: string;
      /** Whether what can be read of a damaged journal may be saved into a new one. */
      readonly salvage: boolean;
    };

export type SiteInfo = {
  readonly ods: string;
  readonly name: string;
  readonly phone: string;
  readonly addressLines: readonly string[];
  readonly postcode: string;
  readonly reimbursementAuthority: 'T1450' | 'RQFZ1';
};

/** What the engine needs to begin. Keys are 32 raw bytes each; the engine imports them and drops them. */
export type EngineStart = {
  /** The journal's last entry. */
  readonly lastSeq: number;
  readonly profile: ProfileInfo;
  readonly site: SiteInfo;
  readonly projectionKey: Uint8Array;
  readonly indexKey: Uint8Array;
  readonly brokerName: string;
  /** How many times faster than the clock the watch goes: 1, except in a drill or a test of a training profile. */
  readonly watchPace: number;
  /** The clock of a drill; without one the computer's counts. */
  readonly clock: DrillClock | null;
  /** When the backup was made that this journal was put back from, until the next one is. */
  readonly putBackFrom: number | null;
};

export type JournalStatus = {
  readonly lastSeq: number;
  readonly headHash: string;
  readonly bytes: number;
  readonly hasRoom: boolean;
};

/** The whole of what crosses IPC: channel, who may call it, the payload's schema. */
export const channels = {
  'start.state': { callers: ['screen'], payload: nothing },
  'start.unlock': { callers: ['screen'], payload: z.strictObject({ passphrase: secret }) },
  'start.unlock-with-code': { callers: ['screen'], payload: z.strictObject({ code: secret }) },
  'start.choose-passphrase': { callers: ['screen'], payload: z.strictObject({ passphrase: secret }) },
  'start.renew': { callers: ['screen'], payload: renewalSchema },
  'start.recovery-code-kept': { callers: ['screen'], payload: nothing },
  'start.prove-recovery-code': { callers: ['screen'], payload: z.strictObject({ code: secret }) },
  'start.show-recovery-code': { callers: ['screen'], payload: nothing },
  'start.salvage': { callers: ['screen'], payload: nothing },
  /** Starts the program again on a profile of this kind. */
  'start.choose': { callers: ['screen'], payload: z.strictObject({ kind: z.enum(profileKinds) }) },
  /** A person chooses a copy of a profile; the program starts again on what is made of it. */
  'start.take-up': { callers: ['screen'], payload: nothing },
  /** Closes the profile and shows the choice of kinds. */
  'window.choose': { callers: ['screen'], payload: nothing },
  'engine.connect': { callers: ['screen'], payload: nothing },
  'window.quit': { callers: ['screen'], payload: nothing },
  'training.act': { callers: ['screen'], payload: trainingActionSchema },
  'drill.act': { callers: ['screen'], payload: drillActionSchema },
  'print.pdf': { callers: ['screen'], payload: documentSchema },
  'print.paper': { callers: ['screen'], payload: paperSchema },
  'printer.status': { callers: ['screen'], payload: nothing },
  'printer.choose': { callers: ['screen'], payload: printerChoiceSchema },
  'scanner.load': { callers: ['screen'], payload: nothing },
  'scanner.save': { callers: ['screen'], payload: scannerSchema },
  'files.save': { callers: ['screen'], payload: saveSchema },
  'files.open': { callers: ['screen'], payload: openSchema },
  'profile.back-up': { callers: ['screen'], payload: nothing },
  'profile.last-back-up': { callers: ['screen'], payload: nothing },
  'copy.state': { callers: ['screen'], payload: nothing },
  /** A person chooses where a second copy is to be kept. */
  'copy.ask': { callers: ['screen'], payload: nothing },
  'copy.keep': { callers: ['engine'], payload: keepCopySchema },
  'copy.stop': { callers: ['engine'], payload: nothing },
  'packs.offers': { callers: ['screen'], payload: nothing },
  'packs.choose': { callers: ['screen'], payload: nothing },
  'packs.drop': { callers: ['screen'], payload: packPayloads.drop },
  'packs.dismiss': { callers: ['screen'], payload: packPayloads.dismiss },
  'packs.key': { callers: ['screen'], payload: packPayloads.key },
  'packs.folder': { callers: ['screen'], payload: nothing },
  'packs.choose-folder': { callers: ['screen'], payload: nothing },
  'packs.open': { callers: ['engine'], payload: packPayloads.open },
  'packs.store-part': { callers: ['engine'], payload: packPayloads.storePart },
  'packs.read-key': { callers: ['engine'], payload: packPayloads.readKey },
  'packs.watch': { callers: ['engine'], payload: packPayloads.watch },
  'engine.start': { callers: ['engine'], payload: nothing },
  'journal.append': {
    callers: ['engine'],
    payload: z.strictObject({
      entries: z.array(newEntrySchema).min(1).max(10_000),
      recall: recallSchema.optional(),
    }),
  },
  'journal.read': { callers: ['engine'], payload: readSchema },
  'journal.read-one': { callers: ['engine'], payload: readOneSchema },
  'journal.status': { callers: ['engine'], payload: nothing },
  /** The index knows entries up to `known` that are not in this journal: it is closed, and the window says so. */
  'journal.other': {
    callers: ['engine'],
    payload: z.strictObject({ known: z.number().int().nonnegative() }),
  },
  'broker.send': { callers: ['engine'], payload: envelopeSchema },
  'watch.probe': { callers: ['engine'], payload: nothing },
  'session.set': {
    callers: ['engine'],
    payload: z.strictObject({
      roleProfileId: z
        .string()
        .regex(/^[0-9]+$/)
        .nullable(),
    }),
  },
  'identity.configure': { callers: ['engine'], payload: connectionSchema.nullable() },
  'identity.key': { callers: ['engine'], payload: keyId },
  'identity.make-key': { callers: ['engine'], payload: keyId },
  'identity.identify': { callers: ['engine'], payload: nothing },
  'identity.choose-role': { callers: ['engine'], payload: z.string().regex(/^[0-9]+$/) },
  'identity.cancel': { callers: ['engine'], payload: nothing },
  'identity.sign-out': { callers: ['engine'], payload: nothing },
  'keys.locks': { callers: ['screen'], payload: nothing },
  'keys.change-passphrase': { callers: ['engine'], payload: changePassphraseSchema },
  'pin.stretch': {
    callers: ['engine'],
    payload: z.strictObject({ pin: secret, salt: z.string().min(1).max(200) }),
  },
} as const satisfies Record<string, { callers: readonly Caller[]; payload: z.ZodType }>;

export type Channel = keyof typeof channels;
export type Payload<C extends Channel> = z.input<(typeof channels)[C]['payload']>;

/** What each channel answers with. */
export type Replies = {
  'start.state': StartState;
  'start.unlock': StartState;
  'start.unlock-with-code': StartState;
  'start.choose-passphrase': StartState;
  'start.renew': StartState;
  'start.recovery-code-kept': StartState;
  'start.prove-recovery-code': StartState;
  'start.show-recovery-code': StartState;
  'start.salvage': StartState;
  'start.choose': null;
  'start.take-up': TakeUpReply;
  'window.choose': null;
  'engine.connect': null;
  'window.quit': null;
  'training.act': TrainingReply;
  'drill.act': DrillReply;
  'print.pdf': PdfReply;
  'print.paper': PaperReply;
  'printer.status': PrinterStatus;
  'printer.choose': PrinterStatus;
  'scanner.load': ScannerSettings | null;
  'scanner.save': null;
  'files.save': SaveReply;
  'files.open': OpenReply;
  'profile.back-up': BackUpReply;
  'profile.last-back-up': LastBackUp | null;
  /** Null in the profile of a drill, which is not worth one. */
  'copy.state': SecondCopyState | null;
  'copy.ask': CopyPlaceReply;
  'copy.keep': KeepCopyReply;
  'copy.stop': null;
  'packs.offers': readonly PackOffer[];
  'packs.choose': OpenReply;
  'packs.drop': DropReply;
  'packs.dismiss': null;
  'packs.key': PharmacyKey | null;
  'packs.folder': WatchedFolder;
  'packs.choose-folder': string | null;
  'packs.open': PackOpened | PackRefused;
  'packs.store-part': PackPartStored | PackRefused;
  'packs.read-key': SupplierKey | null;
  'packs.watch': boolean;
  'engine.start': EngineStart;
  'journal.append': AppendReply;
  'journal.read': readonly JournalEntry[];
  'journal.read-one': JournalEntry | null;
  'journal.status': JournalStatus;
  'journal.other': null;
  'broker.send': SendReply;
  'watch.probe': ProbeFacts;
  'session.set': null;
  /** Whether messages can go. */
  'identity.configure': boolean;
  'identity.key': ClientKeyInfo;
  'identity.make-key': ClientKeyInfo;
  'identity.identify': IdentifyReply;
  'identity.choose-role': ChooseRoleReply;
  'identity.cancel': null;
  'identity.sign-out': null;
  'keys.locks': Locks;
  'keys.change-passphrase': ChangePassphraseReply;
  'pin.stretch': string;
};

export type ScreenChannel = {
  [C in Channel]: (typeof channels)[C]['callers'][number] extends 'screen' ? C : never;
}[Channel];
export type EngineChannel = {
  [C in Channel]: (typeof channels)[C]['callers'][number] extends 'engine' ? C : never;
}[Channel];

/** A call that was not carried out: not ours to answer, not well formed, or failed inside. */
export type IpcRefusal = {
  readonly kind: 'ipc-refused';
  readonly code: 'sender' | 'channel' | 'payload' | 'failed' | 'not-ready';
  readonly sentence: string;
};
export type IpcReply<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: IpcRefusal };
