import type { CloseRelease, CloseUnusable } from '../domain/inbox/close';
import type { HandOver } from '../domain/outbox/decide';
import type { DeskOutcome } from '../domain/desk/events';
import type { DeskRow, DeskTab } from '../domain/desk/model';
import type { SheetSource } from '../domain/desk/result-sheet';
import type { Scanned } from '../domain/desk/scan-words';
import type { IssueKey, MessageId, PrescriptionId, UnscriptedId, UserId } from '../domain/kernel/ids';
import type { PatientCommand } from '../domain/patients/commands';
import type { PatientRef } from '../domain/patients/match';
import type { PrescriptionCommand } from '../domain/prescriptions/commands';
import type { PutTimeRight } from '../domain/prescriptions/decide-time-right';
import type { Patient } from '../domain/prescriptions/model';
import type { PrintCommand } from '../domain/prints/decide';
import type { PrintTicket } from '../domain/prints/model';
import type { RegisterReissue, ReissueCommand } from '../domain/reissue/commands';
import type { IncidentCommand, OpenIncident } from '../domain/incidents/commands';
import type { IncidentId } from '../domain/incidents/model';
import type { UnscriptedCommand } from '../domain/unscripted/commands';
import type { Refusal } from '../domain/kernel/refusal';
import type { UrgentCommand } from '../domain/triage/commands';
import type { PersonDetails } from '../domain/users/model';
import type { BacklogView } from './incidents/backlog';
import type { MadeReport, ReportForm } from './incidents/incident-report';
import type { IdentityCommand } from './users/identity-commands';
import type { ImportReply, PackAnswers, PackCommand, PackQuestion } from './recovery/pack-commands';
import type { MadeSheet } from './desk/result-sheet';
import type { PeopleFound } from './patients/find-people';
import type { PatientRecords, PatientView } from './patients/patient-page';
import type { MadeWaitingSheet, WaitingPart, WaitingView } from './prescriptions/waiting';
import type { LogLine, NeedPage, NeedQuery, PrescriptionView, WorklistRow } from './views';

/** What a person does in the registers. */
export type RegistersCommand = RegisterReissue | ReissueCommand | UnscriptedCommand;

/** What a person can ask of the engine. */
export type Command =
  | { readonly kind: 'SignIn'; readonly userId: UserId; readonly pin: string }
  | { readonly kind: 'SignOut'; readonly why: 'asked' | 'idle' }
  | (PersonDetails & { readonly kind: 'AddPerson'; readonly pin: string })
  | { readonly kind: 'DownloadNow' }
  | { readonly kind: 'RequestById'; readonly typed: string }
  | ((PrescriptionCommand | PutTimeRight) & { readonly key: IssueKey })
  | RegistersCommand
  | CloseRelease
  | CloseUnusable
  | HandOver
  | { readonly kind: 'RetryMessage'; readonly messageId: MessageId }
  | { readonly kind: 'HurryMessage'; readonly messageId: MessageId }
  | ({ readonly kind: 'OpenIncident' } & OpenIncident)
  | { readonly kind: 'ActOnIncident'; readonly id: IncidentId; readonly act: IncidentCommand }
  | IdentityCommand
  | PackCommand
  | UrgentCommand
  | PatientCommand
  | PrintCommand
  /**
   * An id was scanned, or typed at the desk. `onlyKnown`: of one that nobody heard of nothing is written or said.
   * `early`: the next issue comes out of its pack before it is due (DSK-24).
   */
  | {
      readonly kind: 'ScanPrescription';
      readonly id: PrescriptionId;
      readonly onlyKnown: boolean;
      readonly early?: boolean;
    }
  | DeskCommand;

/** What a person does at the PWAD desk. */
export type DeskCommand =
  /** Asks the Spine for these, one after the other; of a whole group where no ids are given. */
  | { readonly kind: 'AskForRows'; readonly ids: readonly PrescriptionId[] | DeskTab }
  | { readonly kind: 'DropRequest'; readonly id: PrescriptionId }
  /** Takes back all that have not left. */
  | { readonly kind: 'DropRequests' }
  | {
      readonly kind: 'RecordOutcome';
      readonly id: PrescriptionId;
      readonly outcome: DeskOutcome;
      readonly note: string;
    };

type Kind = Command['kind'];
export type CommandOf<K extends Kind> = Extract<Command, { kind: K }>;

type Done = { readonly kind: 'done'; readonly sentence: string };
/** What became of a command: all that most answer. */
export type CommandReply = Done | Refusal;

/** What became of a script. `told`: the message that waits by the sentence, and what of it stands whatever becomes of that. */
export type ScriptReply =
  (Done & { readonly told?: { readonly messageId: MessageId; readonly stands: string } }) | Refusal;

/** What a scan found; the script with it away from the desk, where it is here. */
export type ScanFound = { readonly scanned: Scanned; readonly view?: PrescriptionView };
/** `entered` is the entry of the register that was made. */
type EntryReply = (Done & { readonly entered: UnscriptedId }) | Refusal;

/** What those answer that have more to say than a sentence. */
type Replies = {
  /** `found` is undefined where `onlyKnown` was asked of an id that nobody heard of. */
  readonly ScanPrescription: (Done & { readonly found: ScanFound | undefined }) | Refusal;
  /** `ticket` is the leave to print. */
  readonly AskToPrint: (Done & { readonly ticket: PrintTicket }) | Refusal;
  readonly ImportPack: ImportReply;
  readonly ImportList: ImportReply;
  readonly RecordSupply: EntryReply;
  readonly CorrectSupply: EntryReply;
} & { readonly [K in (PrescriptionCommand | PutTimeRight)['kind']]: ScriptReply };

/** What became of a command of this kind. */
export type ReplyTo<K extends Kind> = K extends keyof Replies ? Replies[K] : CommandReply;
/** Carries out a command; the answer is of the command's own kind. */
export type Execute<K extends Kind = Kind> = <One extends K>(
  command: { readonly kind: One } & CommandOf<One>,
) => Promise<ReplyTo<One>>;

/** Questions that the engine alone can answer (its search index, the journal). */
export type Question =
  | { readonly kind: 'Log'; readonly key: IssueKey }
  | { readonly kind: 'Search'; readonly text: string; readonly limit: number }
  | ({ readonly kind: 'ByNeed' } & NeedQuery)
  /** People of whom scripts are here, the latest first, then those of the register alone; all for no text. */
  | { readonly kind: 'People'; readonly text: string; readonly limit: number }
  /** All that is here about one patient. */
  | { readonly kind: 'Patient'; readonly of: PatientRef }
  /** What is kept about a patient beside their scripts. */
  | { readonly kind: 'PatientRecords'; readonly of: Patient }
  /** What waits in all tabs, in groups by need; and the same as paper. */
  | { readonly kind: 'Waiting' }
  | { readonly kind: 'WaitingSheet'; readonly part: WaitingPart }
  | { readonly kind: 'RawScript'; readonly key: IssueKey }
  | { readonly kind: 'MessageBody'; readonly messageId: MessageId }
  /** The backlog of an incident, or of the last hours where none is named. */
  | { readonly kind: 'Backlog'; readonly incident: IncidentId | undefined }
  | {
      readonly kind: 'Report';
      readonly incident: IncidentId;
      readonly form: ReportForm;
      readonly withPatients: boolean;
    }
  | { readonly kind: 'PublicKeySet'; readonly keyId: string }
  | PackQuestion
  /** Rows of the desk that have every word of the text, of all groups or of one. */
  | { readonly kind: 'DeskRows'; readonly text: string; readonly tab?: DeskTab; readonly limit: number }
  /** The desk as paper: of one import, or of all. */
  | { readonly kind: 'ResultSheet'; readonly of: SheetSource | undefined };
export type Answers = {
  readonly Log: readonly LogLine[];
  /** `complete` is false while scripts are still being read after a start: more may be found. */
  readonly Search: { readonly rows: readonly WorklistRow[]; readonly complete: boolean };
  readonly ByNeed: NeedPage;
  readonly People: PeopleFound & { readonly complete: boolean };
  readonly Patient: PatientView | undefined;
  readonly PatientRecords: PatientRecords;
  readonly Waiting: WaitingView;
  /** Undefined while nobody is signed in. */
  readonly WaitingSheet: MadeWaitingSheet | undefined;
  readonly RawScript: string;
  readonly MessageBody: string;
  readonly Backlog: BacklogView;
  readonly Report: MadeReport | undefined;
  /** Undefined until a key was made, and in a profile without a broker. */
  readonly PublicKeySet: string | undefined;
  /** `found`: how many there are, beyond those that were asked for. */
  readonly DeskRows: { readonly rows: readonly DeskRow[]; readonly found: number };
  readonly ResultSheet: MadeSheet | undefined;
} & PackAnswers;

/** The engine as the screen knows it. */
export type EngineClient = {
  readonly execute: Execute;
  readonly ask: <Q extends Question>(question: Q) => Promise<Answers[Q['kind']]>;
};
