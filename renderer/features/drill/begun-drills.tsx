import { useRef, useState } from 'react';
import type { DrillBegun } from '../../../electron/contract/drill';
import { Button, Dialog, Said } from '../../ui';
import { at } from './words';

/** So many are shown until somebody asks for all. */
const fewest = 5;

const numbered = ({ title, seed }: DrillBegun): string => `${title}, number ${seed}`;

type RemoveProps = {
  readonly drill: DrillBegun;
  readonly onRemove: () => void;
  readonly onClose: () => void;
};

const RemoveDialog = ({ drill, onRemove, onClose }: RemoveProps) => (
  <Dialog title={`Remove ${numbered(drill)}?`} onClose={onClose}>
    <p>
      The drill of {drill.supplies} prescriptions that was last open {at(drill.openedAt)} is deleted from this
      computer for good: its scripts, its journal and its score. The training pharmacy and all other drills
      stay. By its number the same drill can be begun anew.
    </p>
    <div className="hf-actions">
      <Button onPress={onClose} hint="Esc" autoFocus>
        Keep it
      </Button>
      <Button look="warning" onPress={onRemove}>
        Remove it
      </Button>
    </div>
  </Dialog>
);

type RowProps = { readonly drill: DrillBegun; readonly onOpen: () => void; readonly onAsk: () => void };

const Row = ({ drill, onOpen, onAsk }: RowProps) => {
  const { name, title, seed, supplies, openedAt } = drill;
  return (
    <tr>
      <th scope="row">{title}</th>
      <td>
        Number {seed}, {supplies} prescriptions
      </td>
      <td>last open {at(openedAt)}</td>
      <td className="hf-people-acts">
        <Button onPress={onOpen}>
          Open it<span className="hf-visually-hidden"> again: {name}</span>
        </Button>
        <Button onPress={onAsk}>
          Remove…<span className="hf-visually-hidden"> {name}</span>
        </Button>
      </td>
    </tr>
  );
};

type Props = {
  readonly begun: readonly DrillBegun[];
  readonly onOpen: (name: string) => void;
  /** Whether it was removed; why not is said elsewhere. */
  readonly onRemove: (name: string) => Promise<boolean>;
};

/** What was left for another day, and what is over and can be looked at: the last one first. */
export const BegunDrills = ({ begun, onOpen, onRemove }: Props) => {
  const [asked, setAsked] = useState<DrillBegun | undefined>(undefined);
  const [removed, setRemoved] = useState<DrillBegun | undefined>(undefined);
  const [going, setGoing] = useState<DrillBegun | undefined>(undefined);
  const [all, setAll] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const remove = async (drill: DrillBegun) => {
    setAsked(undefined);
    setRemoved(undefined);
    setGoing(drill);
    const isGone = await onRemove(drill.name);
    setGoing(undefined);
    setRemoved(isGone ? drill : undefined);
    // The button that had the keys is gone.
    heading.current?.focus();
  };
  if (begun.length === 0 && !removed) return null;
  const shown = all ? begun : begun.slice(0, fewest);
  return (
    <>
      <h3 ref={heading} tabIndex={-1}>
        Drills that were begun ({begun.length})
      </h3>
      {going ? <p role="status">Removing {numbered(going)}…</p> : null}
      {removed ? (
        <Said look="done" answer={removed} onClose={() => setRemoved(undefined)}>
          {numbered(removed)} was removed.
        </Said>
      ) : null}
      <table className="hf-log">
        <tbody>
          {shown.map((drill) => (
            <Row
              key={drill.name}
              drill={drill}
              onOpen={() => onOpen(drill.name)}
              onAsk={() => setAsked(drill)}
            />
          ))}
        </tbody>
      </table>
      {begun.length > fewest ? (
        <div className="hf-actions">
          <Button onPress={() => setAll(!all)}>
            {all ? `Show the last ${fewest}` : `Show all ${begun.length}`}
          </Button>
        </div>
      ) : null}
      {asked ? (
        <RemoveDialog drill={asked} onRemove={() => void remove(asked)} onClose={() => setAsked(undefined)} />
      ) : null}
    </>
  );
};
