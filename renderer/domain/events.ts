import type { IncidentEvent } from './incidents/events';
import type { DeskEvent } from './desk/events';
import type { InboxEvent } from './inbox/events';
import type { OutboxEvent } from './outbox/events';
import type { PatientEvent } from './patients/events';
import type { PrescriptionEvent } from './prescriptions/events';
import type { PrintEvent } from './prints/events';
import type { ReissueEvent } from './reissue/events';
import type { SettingsEvent } from './settings/events';
import type { TriageEvent } from './triage/events';
import type { UnscriptedEvent } from './unscripted/events';
import type { RefusalEvent } from './unscripted/refused';
import type { PackEvent } from './recovery/pack-events';
import type { UserEvent } from './users/events';
import type { WatchEvent } from './watch/events';

/** Every event of the domain: the kinds of entry in the journal beside `broker.intent` and `broker.answer`. */
export type DomainEvent =
  | PrescriptionEvent
  | PrintEvent
  | OutboxEvent
  | PatientEvent
  | InboxEvent
  | UserEvent
  | ReissueEvent
  | UnscriptedEvent
  | RefusalEvent
  | TriageEvent
  | IncidentEvent
  | WatchEvent
  | SettingsEvent
  | PackEvent
  | DeskEvent;
