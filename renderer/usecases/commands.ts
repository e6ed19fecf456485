import type { CloseRelease } from '../domain/inbox/close';
import type { HandOver } from '../domain/outbox/decide';
import type { IssueKey, MessageId, UserId } from '../domain/kernel/ids';
import type { PrescriptionCommand } from '../domain/prescriptions/commands';
import type { RegisterReissue, ReissueCommand } from '../domain/reissue/commands';
import type { IncidentCommand, OpenIncident } from '../domain/incidents/commands';
import type { IncidentId } from '../domain/incidents/model';
import type { UnscriptedCommand } from '../domain/unscripted/commands';
import type { Refusal } from '../domain/kernel/refusal';
import type { Role } from '../domain/users/model';
import type { BacklogView } from './backlog';
import type { MadeReport, ReportForm } from './incident-report';
import type { IdentityCommand } from './identity-commands';
import type { PackAnswers, PackCommand, PackQuestion } from './pack-commands';
import type { LogLine, WorklistRow } from './views';

/** What a person does in the registers. */
export type RegistersCommand = RegisterReissue | ReissueCommand | UnscriptedCommand;

/** What a person can ask of the engine. */
export type Command =
  | { readonly kind: 'SignIn'; readonly userId: UserId; readonly pin: string }
  | { readonly kind: 'SignOut'; readonly why: 'asked' | 'idle' }
  | {
      readonly kind: 'AddPerson';
      readonly name: string;
      readonly role: Role;
      readonly pin: string;
      readonly sdsUserId: string;
      readonly roleProfileId: string;
      readonly jobRoleCode: string;
      readonly phone: string;
    }
  | { readonly kind: 'DownloadNow' }
  | { readonly kind: 'RequestById'; readonly typed: string }
  | (PrescriptionCommand & { readonly key: IssueKey })
  | RegistersCommand
  | CloseRelease
  | HandOver
  | { readonly kind: 'RetryMessage'; readonly messageId: MessageId }
  | { readonly kind: 'HurryMessage'; readonly messageId: MessageId }
  | ({ readonly kind: 'OpenIncident' } & OpenIncident)
  | { readonly kind: 'ActOnIncident'; readonly id: IncidentId; readonly act: IncidentCommand }
  | IdentityCommand
  | PackCommand;

export type CommandReply = { readonly kind: 'done'; readonly sentence: string } | Refusal;

/** Questions that the engine alone can answer (its search index, the journal). */
export type Question =
  | { readonly kind: 'Log'; readonly key: IssueKey }
  | { readonly kind: 'Search'; readonly text: string; readonly limit: number }
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
  | PackQuestion;
export type Answers = {
  readonly Log: readonly LogLine[];
  /** `complete` is false while scripts are still being read after a start: more may be found. */
  readonly Search: { readonly rows: readonly WorklistRow[]; readonly complete: boolean };
  readonly RawScript: string;
  readonly MessageBody: string;
  readonly Backlog: BacklogView;
  readonly Report: MadeReport | undefined;
  /** Undefined until a key was made, and in a profile without a broker. */
  readonly PublicKeySet: string | undefined;
} & PackAnswers;

/** The engine as the screen knows it. */
export type EngineClient = {
  readonly execute: (command: Command) => Promise<CommandReply>;
  readonly ask: <Q extends Question>(question: Q) => Promise<Answers[Q['kind']]>;
};
