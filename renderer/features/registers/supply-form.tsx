import { useState } from 'react';
import { asInstant, asLocalDate, type Instant } from '../../domain/kernel/instant';
import { readLocalTime, writeLocalTime } from '../../domain/kernel/local-time';
import { nobody } from '../../domain/patients/match';
import type { PrescriptionState } from '../../domain/prescriptions/model';
import type { UnscriptedCommand } from '../../domain/unscripted/commands';
import {
  routeNames,
  routes,
  type Authority,
  type Entry,
  type Route,
  type UnscriptedState,
} from '../../domain/unscripted/model';
import type { RefusedState, RefusedSupply } from '../../domain/unscripted/refused';
import { Button, Choices, Field, useKeys } from '../../ui';
import type { EngineClient } from '../../usecases/commands';
import type { Reads } from '../../usecases/views';
import { emptyItem, ItemsField, itemsOf, type DraftItem } from './items-field';
import { PatientField, useKnown, type ChosenPatient } from './patient-field';
import { emptyRefusal, RefusalFields, type RefusalDraft } from './refusal-fields';

type Draft = {
  readonly route: Route;
  readonly patient: ChosenPatient;
  readonly items: readonly DraftItem[];
  readonly when: string;
  readonly reason: string;
  /** What was typed; empty fields are taken from the patient's script. */
  readonly prescriber: Partial<Authority>;
  readonly evidence: string;
  readonly whyNoPrescription: string;
  readonly writtenOn: string;
  readonly correction: string;
  /** Present while it is refused instead. */
  readonly refusing: RefusalDraft | undefined;
};

const emptyDraft = (now: Instant): Draft => ({
  route: 'prescriber',
  patient: { kind: 'searching', text: '' },
  items: [emptyItem],
  when: writeLocalTime(now),
  reason: '',
  prescriber: {},
  evidence: '',
  whyNoPrescription: '',
  writtenOn: '',
  correction: '',
  refusing: undefined,
});

const draftFrom = (entry: Entry): Draft => ({
  route: entry.route,
  patient: { kind: 'typed', patient: entry.patient },
  items: entry.items.map((item) => ({
    ...emptyItem,
    ...item,
    quantity: String(item.quantity),
    days: item.days === undefined ? '' : String(item.days),
    limited: item.limit !== undefined && item.limit !== 'days',
  })),
  when: writeLocalTime(entry.suppliedAt),
  reason: entry.reason,
  prescriber: entry.prescriber ?? {},
  evidence: entry.interview?.evidence ?? '',
  whyNoPrescription: entry.interview?.whyNoPrescription ?? '',
  writtenOn: entry.writtenOn ?? '',
  correction: '',
  refusing: undefined,
});

const draftFromRefusal = ({ route, patient, items, askedAt, ...refused }: RefusedSupply): Draft => ({
  ...emptyDraft(askedAt),
  route,
  patient: { kind: 'typed', patient },
  items: items.map(({ quantity, ...item }) => ({
    ...emptyItem,
    ...item,
    quantity: quantity > 0 ? String(quantity) : '',
  })),
  refusing: { askedBy: refused.askedBy, why: refused.why, advice: refused.advice },
});

/** What is on record already and is corrected by a record of its own. */
export type Correcting =
  | { readonly kind: 'supply'; readonly state: UnscriptedState }
  | { readonly kind: 'refusal'; readonly state: RefusedState };

const draftOf = (correcting: Correcting | undefined, now: Instant): Draft => {
  if (!correcting) return emptyDraft(now);
  return correcting.kind === 'supply'
    ? draftFrom(correcting.state.entry)
    : draftFromRefusal(correcting.state.refused);
};

/** The prescriber of the patient's script, so that nobody types a surgery's address twice. */
const authorityOf = (draft: Draft, known: PrescriptionState | undefined): Authority => {
  const from = known?.prescription.prescriber;
  return {
    name: draft.prescriber.name ?? from?.name ?? '',
    address: draft.prescriber.address ?? [from?.organisation, from?.address].filter(Boolean).join(', '),
    phone: draft.prescriber.phone ?? from?.phone ?? from?.organisationPhone ?? '',
  };
};

const entryOf = (draft: Draft, known: PrescriptionState | undefined): Entry => ({
  route: draft.route,
  // A time that cannot be read is refused by the domain as one that is not yet.
  suppliedAt: readLocalTime(draft.when) ?? asInstant(Number.MAX_SAFE_INTEGER),
  patient: draft.patient.kind === 'typed' ? draft.patient.patient : (known?.prescription.patient ?? nobody),
  items: itemsOf(draft.items, draft.route),
  reason: draft.reason,
  ...(draft.route === 'patient'
    ? { interview: { evidence: draft.evidence, whyNoPrescription: draft.whyNoPrescription } }
    : { prescriber: authorityOf(draft, known) }),
  ...(draft.route === 'paper' ? { writtenOn: asLocalDate(draft.writtenOn) } : {}),
});

const reasonLabel: Readonly<Record<Route, string>> = {
  prescriber: 'Why it cannot wait, and what the prescriber undertook',
  patient: 'Nature of the emergency',
  paper: 'Why on paper',
};

type PartProps = {
  readonly draft: Draft;
  readonly known: PrescriptionState | undefined;
  readonly set: (change: Partial<Draft>) => void;
};

const Authorities = ({ draft, known, set }: PartProps) => {
  if (draft.route === 'patient')
    return (
      <div className="hf-form-grid">
        <Field
          label="How is it known to have been prescribed before?"
          value={draft.evidence}
          onChange={(evidence) => set({ evidence })}
        />
        <Field
          label="Why can no prescription be had?"
          value={draft.whyNoPrescription}
          onChange={(whyNoPrescription) => set({ whyNoPrescription })}
        />
      </div>
    );
  const authority = authorityOf(draft, known);
  const change = (part: Partial<Authority>) => set({ prescriber: { ...draft.prescriber, ...part } });
  return (
    <div className="hf-form-grid">
      <Field label="Prescriber" value={authority.name} onChange={(name) => change({ name })} />
      <Field
        label="Prescriber’s address"
        value={authority.address}
        onChange={(address) => change({ address })}
      />
      <Field label="Prescriber’s phone" value={authority.phone} onChange={(phone) => change({ phone })} />
      {draft.route === 'paper' ? (
        <Field
          label="Signed on"
          hint="Such as 2026-11-24"
          value={draft.writtenOn}
          onChange={(writtenOn) => set({ writtenOn: writtenOn.trim() })}
        />
      ) : null}
    </div>
  );
};

const When = ({ draft, set }: Pick<PartProps, 'draft' | 'set'>) => (
  <div className="hf-form-grid">
    <Field label="Handed out at" value={draft.when} onChange={(when) => set({ when })} time />
    <Field label={reasonLabel[draft.route]} value={draft.reason} onChange={(reason) => set({ reason })} />
  </div>
);

/** By whose word, when and why it was supplied. */
const Supplied = (props: PartProps) => (
  <>
    <Authorities {...props} />
    <When draft={props.draft} set={props.set} />
    {props.draft.route === 'patient' ? (
      <p>
        The label must bear the words <strong>Emergency Supply</strong>.
      </p>
    ) : null}
  </>
);

const RouteChoice = ({ draft, set }: Pick<PartProps, 'draft' | 'set'>) => (
  <div className="hf-routes">
    <Choices
      legend="By which way?"
      name="route"
      choices={(draft.refusing ? routes.filter((route) => route !== 'paper') : routes).map((code) => ({
        code,
        display: routeNames[code],
      }))}
      chosen={draft.route}
      onChoose={(code) => set({ route: routes.find((one) => one === code) ?? 'prescriber' })}
    />
  </div>
);

type Props = {
  readonly engine: EngineClient;
  readonly reads: Reads;
  readonly now: Instant;
  readonly correcting?: Correcting;
  readonly onSave: (command: UnscriptedCommand) => void;
  readonly onBack: () => void;
};

/** What was filled in, as it goes into the register. */
const commandOf = (
  draft: Draft,
  known: PrescriptionState | undefined,
  correcting: Props['correcting'],
): UnscriptedCommand => {
  const patientOf = draft.patient.kind === 'known' ? { patientOf: draft.patient.key } : {};
  const entry = entryOf(draft, known);
  const reason = draft.correction;
  if (correcting?.kind === 'supply') return { kind: 'CorrectSupply', id: correcting.state.id, entry, reason };
  const { refusing } = draft;
  if (!refusing || entry.route === 'paper') return { kind: 'RecordSupply', entry, ...patientOf };
  const { route, patient, items, suppliedAt: askedAt } = entry;
  const refused = { route, patient, items, askedAt, ...refusing };
  return correcting
    ? { kind: 'CorrectRefusal', id: correcting.state.id, refused, reason }
    : { kind: 'RecordRefusal', refused, ...patientOf };
};

type ActionsProps = Pick<PartProps, 'draft' | 'set'> & {
  readonly mayRefuse: boolean;
  readonly save: () => void;
  readonly onBack: () => void;
};

const Actions = ({ draft, set, mayRefuse, save, onBack }: ActionsProps) => (
  <div className="hf-actions">
    <Button look="primary" onPress={save} hint="Ctrl+Enter">
      {draft.refusing ? 'Put the refusal on record' : 'Enter it in the register'}
    </Button>
    <Button onPress={onBack} hint="Esc">
      Leave without an entry
    </Button>
    {mayRefuse ? (
      <Button onPress={() => set({ refusing: draft.refusing ? undefined : emptyRefusal })}>
        {draft.refusing ? 'It is supplied after all' : 'Refuse it…'}
      </Button>
    ) : null}
  </div>
);

/** A supply without the script, entered from top to bottom without the mouse; or its refusal. */
export const SupplyForm = ({ engine, reads, now, correcting, onSave, onBack }: Props) => {
  const [draft, setDraft] = useState<Draft>(() => draftOf(correcting, now));
  const set = (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change }));
  const known = useKnown(reads, draft.patient);
  const save = () => onSave(commandOf(draft, known, correcting));
  const { refusing } = draft;
  const title = refusing ? 'Refuse an emergency supply' : 'Supply without the script';
  useKeys({ Escape: onBack, 'Ctrl+enter': save });
  return (
    <section className="hf-panel hf-form" aria-label={title}>
      <h1>{correcting ? (refusing ? 'Correct a refusal' : 'Correct an entry') : title}</h1>
      {correcting ? (
        <Field
          label={`What was wrong with the ${refusing ? 'record' : 'entry'}?`}
          hint={`The old ${refusing ? 'record' : 'entry'} stays as it is; this becomes a new one.`}
          value={draft.correction}
          onChange={(correction) => set({ correction })}
        />
      ) : null}
      <PatientField
        chosen={draft.patient}
        onChange={(patient) => set({ patient })}
        engine={engine}
        known={known}
      />
      <RouteChoice draft={draft} set={set} />
      <ItemsField
        items={draft.items}
        onItems={(items) => set({ items })}
        route={refusing ? 'prescriber' : draft.route}
        known={known?.prescription.items ?? []}
      />
      {refusing ? (
        <RefusalFields
          draft={refusing}
          onDraft={(changed) => set({ refusing: changed })}
          when={draft.when}
          onWhen={(when) => set({ when })}
        />
      ) : (
        <Supplied draft={draft} known={known} set={set} />
      )}
      <Actions
        draft={draft}
        set={set}
        mayRefuse={!correcting && draft.route !== 'paper'}
        save={save}
        onBack={onBack}
      />
    </section>
  );
};
