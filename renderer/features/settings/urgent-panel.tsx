import { useCallback, useState } from 'react';
import { formatDateTime } from '../../domain/kernel/instant';
import type { UrgentCommand } from '../../domain/triage/commands';
import { mayChange, sameList, urgentListOf } from '../../domain/triage/decide';
import { defaultUrgentList } from '../../domain/triage/default-list';
import type { CriticalClass, UrgentMedicines } from '../../domain/triage/model';
import { knownBy } from '../../domain/triage/words';
import { Answer, Button, useLive } from '../../ui';
import type { CollectionStates } from '../../usecases/collections';
import type { CommandReply, EngineClient } from '../../usecases/commands';
import type { PersonView, Reads } from '../../usecases/views';
import { UrgentDialog } from './urgent-dialog';

type Props = { readonly engine: EngineClient; readonly reads: Reads; readonly person: PersonView };

type Run = (command: UrgentCommand) => void;

type RowProps = {
  readonly one: CriticalClass;
  readonly place: number;
  readonly count: number;
  readonly onRun: Run;
  readonly onEdit: () => void;
};

const Of = ({ name }: { readonly name: string }) => <span className="hf-visually-hidden"> {name}</span>;

const Row = ({ one, place, count, onRun, onEdit }: RowProps) => {
  const { name } = one;
  return (
    <tr>
      <td>{place}</td>
      <th scope="row">{name}</th>
      <td title={[...one.words, ...one.codes].join(', ')}>{knownBy(one)}</td>
      <td className="hf-people-acts">
        <Button onPress={() => onRun({ kind: 'MoveUrgentKind', name, by: -1 })} disabled={place === 1}>
          Up
          <Of name={name} />
        </Button>
        <Button onPress={() => onRun({ kind: 'MoveUrgentKind', name, by: 1 })} disabled={place === count}>
          Down
          <Of name={name} />
        </Button>
        <Button onPress={onEdit}>
          Edit
          <Of name={name} />
        </Button>
        <Button onPress={() => onRun({ kind: 'RemoveUrgentKind', name })}>
          Remove
          <Of name={name} />
        </Button>
      </td>
    </tr>
  );
};

const changedWords = (set: UrgentMedicines | undefined): string =>
  set
    ? `Changed by ${set.changedBy} on ${formatDateTime(set.changedAt)}.`
    : 'This is the list Holdfast comes with, a beginning and not advice: let a pharmacist go through it.';

const nothing: CriticalClass = { name: '', words: [], codes: [] };

/** The list as it was last changed; undefined where it never was, null while it is read. */
const useSet = (reads: Reads): UrgentMedicines | undefined | null => {
  const held = useLive(
    useCallback(
      (onValue: (found: { readonly set: CollectionStates['settings'] | undefined }) => void) =>
        reads.one('settings', 'urgent-medicines', (set) => onValue({ set })),
      [reads],
    ),
  );
  if (!held) return null;
  return held.set?.id === 'urgent-medicines' ? held.set : undefined;
};

type Asked = { readonly kind: 'add' } | { readonly kind: 'edit'; readonly of: CriticalClass };

type EditProps = {
  readonly asked: Asked;
  readonly onSave: (command: UrgentCommand) => Promise<string>;
  readonly onClose: () => void;
};

const Edit = ({ asked, onSave, onClose }: EditProps) =>
  asked.kind === 'add' ? (
    <UrgentDialog
      title="Add a kind of urgent medicine"
      of={nothing}
      onSave={(added) => onSave({ kind: 'AddUrgentKind', added })}
      onClose={onClose}
    />
  ) : (
    <UrgentDialog
      title={`Edit ${asked.of.name}`}
      of={asked.of}
      onSave={(changed) => onSave({ kind: 'ChangeUrgentKind', name: asked.of.name, changed })}
      onClose={onClose}
    />
  );

/** [TRI-5] [TRI-6] [TRI-8] Which medicines cannot wait, the most urgent first. What the domain refuses it explains. */
export const UrgentPanel = ({ engine, reads, person }: Props) => {
  const set = useSet(reads);
  const [reply, setReply] = useState<CommandReply | undefined>(undefined);
  const [asked, setAsked] = useState<Asked | undefined>(undefined);
  const run: Run = (command) => void engine.execute(command).then(setReply);
  /** Who may not change the list is told so, and fills in nothing. */
  const ask = (what: Asked): void => {
    const refusal = mayChange(person);
    if (refusal) setReply(refusal);
    else setAsked(what);
  };
  /** For the dialog: closes it when done, else says what is not right. */
  const save = async (command: UrgentCommand): Promise<string> => {
    const said = await engine.execute(command);
    if (said.kind === 'refused') return `${said.sentence} ${said.next}`;
    setAsked(undefined);
    setReply(said);
    return '';
  };
  if (set === null) return null;
  const list = urgentListOf(set);
  return (
    <section className="hf-panel" aria-labelledby="urgent-title">
      <h2 id="urgent-title">Urgent medicines</h2>
      <p>
        Today sorts what waits by need: owed, what ends today or within three days, then these kinds from the
        first to the last, then what waits longest. Which medicines and in which order is for this pharmacy to
        decide. <span data-testid="urgent-changed">{changedWords(set)}</span>
      </p>
      <Answer reply={reply} onClose={() => setReply(undefined)} />
      <table className="hf-log hf-urgent">
        <tbody>
          {list.map((one, i) => (
            <Row
              key={one.name}
              one={one}
              place={i + 1}
              count={list.length}
              onRun={run}
              onEdit={() => ask({ kind: 'edit', of: one })}
            />
          ))}
        </tbody>
      </table>
      {list.length === 0 ? <p>No kind is on the list: what waits is sorted by its dates alone.</p> : null}
      <div className="hf-actions">
        <Button onPress={() => ask({ kind: 'add' })}>Add a kind…</Button>
        <Button onPress={() => run({ kind: 'UndoUrgentChange' })} disabled={!set}>
          Undo the last change
        </Button>
        <Button
          onPress={() => run({ kind: 'RestoreUrgentList' })}
          disabled={sameList(list, defaultUrgentList)}
        >
          Put back the list Holdfast comes with
        </Button>
      </div>
      {asked ? <Edit asked={asked} onSave={save} onClose={() => setAsked(undefined)} /> : null}
    </section>
  );
};
