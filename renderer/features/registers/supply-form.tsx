import { useRef, useState, type ReactNode } from 'react';
import type { ClockFault } from '../../domain/kernel/clock-fault';
import type { IssueKey } from '../../domain/kernel/ids';
import type { Instant } from '../../domain/kernel/instant';
import type { PrescriptionState } from '../../domain/prescriptions/model';
import type { UnscriptedCommand } from '../../domain/unscripted/commands';
import { whoEnters } from '../../domain/unscripted/decide-entry';
import { routeNames, routes, type Authority, type Route } from '../../domain/unscripted/model';
import {
  AskedTime,
  Button,
  Choices,
  Field,
  isChanged,
  kept,
  LeftDraft,
  NotTheirs,
  useDraft,
  useKeys,
} from '../../ui';
import type { EngineClient } from '../../usecases/commands';
import type { PersonView, Reads } from '../../usecases/views';
import { AskedField } from './asked-field';
import { ItemsField } from './items-field';
import { PatientField, useKnown } from './patient-field';
import { emptyRefusal, RefusalFields } from './refusal-fields';
import {
  askedOf,
  askedTimeOf,
  commandOf,
  draftOf,
  offeredAuthority,
  whenOf,
  withPatient,
  type Correcting,
  type Draft,
} from './supply-draft';

const reasonLabel: Readonly<Record<Route, string>> = {
  prescriber: 'Why it cannot wait',
  patient: 'Nature of the emergency',
  paper: 'Why on paper',
};

type PartProps = {
  readonly draft: Draft;
  readonly known: PrescriptionState | undefined;
  readonly set: (change: Partial<Draft>) => void;
};

/** [USC-22] Whose word it was: that of the patient's script is taken by a key, and by nothing else. */
const Prescriber = ({ draft, known, set }: PartProps) => {
  const { prescriber } = draft;
  const offered = offeredAuthority(known);
  const fields = useRef<HTMLDivElement>(null);
  const change = (part: Partial<Authority>) => set({ prescriber: { ...prescriber, ...part } });
  const take = () => {
    if (!offered) return;
    set({ prescriber: offered });
    // Where it can be seen and put right; left nowhere, letters would act as commands.
    fields.current?.querySelector('input')?.focus();
  };
  useKeys({ 'Ctrl+d': take });
  return (
    <>
      {offered && isChanged(prescriber, offered) ? (
        <div className="hf-actions hf-offered">
          <Button onPress={take} hint="Ctrl+D">
            It was {[offered.name, offered.address].filter((part) => part !== '').join(', ')}
          </Button>
        </div>
      ) : null}
      <div className="hf-form-grid" ref={fields}>
        <Field label="Prescriber" value={prescriber.name} onChange={(name) => change({ name })} />
        <Field
          label="Prescriber’s address"
          value={prescriber.address}
          onChange={(address) => change({ address })}
        />
        <Field label="Prescriber’s phone" value={prescriber.phone} onChange={(phone) => change({ phone })} />
        {draft.route === 'paper' ? (
          <Field
            label="Signed on"
            hint="Such as 2026-11-24"
            value={draft.writtenOn}
            onChange={(writtenOn) => set({ writtenOn: writtenOn.trim() })}
          />
        ) : null}
      </div>
    </>
  );
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
  return <Prescriber draft={draft} known={known} set={set} />;
};

type WhenProps = Pick<PartProps, 'draft' | 'set'> & {
  readonly label: string;
  readonly correcting: Correcting | undefined;
  readonly clock: ClockFault | undefined;
};

/** [USC-2] When it was, asked for as at a hand-out while the clock is known to be wrong. */
const When = ({ draft, set, label, correcting, clock }: WhenProps) => {
  const asked = askedTimeOf(draft, correcting, clock);
  return asked ? (
    <AskedTime
      {...asked}
      name="Time of the supply"
      label={label}
      look="attention"
      asksWhy={false}
      onType={({ when }) => set({ when })}
    />
  ) : (
    <Field label={label} value={whenOf(draft, clock)} onChange={(when) => set({ when })} time />
  );
};

/** By whose word, when and why it was supplied. */
const Supplied = ({ when, ...props }: PartProps & { readonly when: ReactNode }) => (
  <>
    <Authorities {...props} />
    <div className="hf-form-grid">
      {when}
      <Field
        label={reasonLabel[props.draft.route]}
        value={props.draft.reason}
        onChange={(reason) => props.set({ reason })}
      />
    </div>
    {props.draft.route === 'patient' ? (
      <p>
        Its label bears the words <strong>Emergency Supply</strong>; L prints it once the entry is made.
      </p>
    ) : null}
  </>
);

const RouteChoice = ({ draft, set }: Pick<PartProps, 'draft' | 'set'>) => (
  <div className="hf-routes">
    <Choices
      legend="By which way?"
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
  readonly person: PersonView;
  readonly reads: Reads;
  readonly now: Instant;
  readonly clock: ClockFault | undefined;
  readonly correcting?: Correcting;
  /** A script of the patient whom it is for. */
  readonly issue?: IssueKey | undefined;
  readonly onSave: (command: UnscriptedCommand, onDone: () => void) => void;
  readonly onEdit: () => void;
  readonly onBack: () => void;
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

const WhatWasWrong = ({ draft, set }: Pick<PartProps, 'draft' | 'set'>) => {
  const what = draft.refusing ? 'record' : 'entry';
  return (
    <Field
      label={`What was wrong with the ${what}?`}
      hint={`The old ${what} stays as it is; this becomes a new one.`}
      value={draft.correction}
      onChange={(correction) => set({ correction })}
    />
  );
};

/** [USR-15] The entry as it is filled in, kept for the one it is about. */
const useEntry = ({ correcting, issue, now, onEdit }: Props) => {
  const [first] = useState(() => draftOf(correcting, now, issue));
  const what = correcting ? 'the correction you began' : 'the supply you were entering';
  const draft = useDraft<Draft>({
    id: correcting ? `correction ${correcting.state.id}` : `supply ${issue ?? ''}`,
    // What was corrected meanwhile is corrected from what it says then.
    of: correcting ? JSON.stringify(correcting.state) : '',
    what,
    isWorth: (one) => isChanged(first, one),
  });
  const entry = draft.value ?? first;
  const set = (change: Partial<Draft>) => {
    draft.set({ ...entry, ...change });
    onEdit();
  };
  return { entry, set, draft, what, hasChanged: isChanged(first, entry) };
};

/** A supply without the script, entered from top to bottom without the mouse; or its refusal. */
export const SupplyForm = (props: Props) => {
  const { engine, person, reads, now, clock, correcting, onSave, onBack } = props;
  const { entry: draft, set, hasChanged, what, ...entry } = useEntry(props);
  const known = useKnown(reads, draft.patient);
  const save = () => onSave(commandOf(draft, known, correcting, { now, clock }), entry.draft.saved);
  const { refusing } = draft;
  const label = refusing ? 'Asked at' : 'Handed out at';
  const when = <When {...{ draft, set, label, correcting, clock }} />;
  const title = refusing ? 'Refuse an emergency supply' : 'Supply without the script';
  useKeys({ Escape: onBack, 'Ctrl+enter': save });
  return (
    <section className="hf-panel hf-form" aria-label={title} {...kept(what, hasChanged)}>
      <h1>{correcting ? (refusing ? 'Correct a refusal' : 'Correct an entry') : title}</h1>
      <NotTheirs refusal={whoEnters(person)} />
      <LeftDraft
        held={entry.draft.held}
        what={what}
        gone="The entry has changed since you began to correct it, so what you filled in and did not save is dropped."
        onAnew={entry.draft.drop}
      >
        Look at the time of the hand-out.
      </LeftDraft>
      {correcting ? <WhatWasWrong draft={draft} set={set} /> : null}
      <PatientField
        chosen={draft.patient}
        onChange={(patient) => set(withPatient(draft, known, patient))}
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
      <AskedField asked={askedOf(draft)} answers={draft.answers} onAnswers={(answers) => set({ answers })} />
      {refusing ? (
        <RefusalFields draft={refusing} onDraft={(changed) => set({ refusing: changed })} when={when} />
      ) : (
        <Supplied draft={draft} known={known} set={set} when={when} />
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
