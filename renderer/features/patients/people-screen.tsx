import { useCallback, useId, useState } from 'react';
import { asInstant, formatClock, formatDate } from '../../domain/kernel/instant';
import { formatNhsNumber } from '../../domain/kernel/nhs-number';
import { patientIdOf, type PatientRef } from '../../domain/patients/match';
import { nameOf } from '../../domain/patients/words';
import { RowName, useChosen, useFound, useInSight, useKeys, useNow } from '../../ui';
import type { Answers, EngineClient } from '../../usecases/commands';
import type { PersonFound } from '../../usecases/patients/find-people';

/** More are a number: another letter or a birth date narrows them. */
const mostShown = 50;

type Found = Answers['People'];

const scriptWords = ({ scripts, waiting }: PersonFound): string =>
  scripts === 0
    ? 'supplied without a script'
    : `${scripts} ${scripts === 1 ? 'script' : 'scripts'}${waiting === 0 ? '' : `, ${waiting} waiting`}`;

type RowProps = {
  readonly person: PersonFound;
  readonly id: string;
  readonly selected: boolean;
  readonly now: number;
  readonly onOpen: () => void;
};

const Row = ({ person, id, selected, now, onOpen }: RowProps) => {
  const row = useInSight<HTMLDivElement>(selected);
  return (
    <div
      ref={row}
      id={id}
      role="option"
      aria-selected={selected}
      className="hf-row hf-row--patient"
      data-testid="person-row"
      onMouseDown={(event) => {
        event.preventDefault();
        onOpen();
      }}
    >
      <RowName name={nameOf(person)} />
      <span>{person.birthDate === '' ? 'not said' : formatDate(person.birthDate)}</span>
      <span>{person.nhsNumber === undefined ? 'no NHS number' : formatNhsNumber(person.nhsNumber)}</span>
      <span>{scriptWords(person)}</span>
      <span>{formatClock(person.lastAt, asInstant(now))}</span>
    </div>
  );
};

const Head = () => (
  <div className="hf-row hf-row--head hf-row--patient" aria-hidden="true">
    <span>Patient</span>
    <span>Born</span>
    <span>NHS No.</span>
    <span>Here</span>
    <span>Last</span>
  </div>
);

const nothing = (text: string): string =>
  text.trim() === ''
    ? 'Nobody is here yet. Whoever has a script here, or was supplied without one, is found on this page.'
    : 'Nobody here by that name, number or birth date. Fewer letters find more; a script that is not here yet is asked for by its id, in the box at the top (Ctrl+K).';

const summary = (text: string, { people, found, complete }: Found): string => {
  if (!complete) return 'Holdfast has just started and still reads its scripts; more may be found.';
  if (found === 0) return '';
  if (text.trim() === '') return 'Whose scripts came last.';
  return found > people.length
    ? `${people.length} of ${found} are shown. A birth date or more of the name narrows them.`
    : `${found} ${found === 1 ? 'person' : 'people'}.`;
};

type Props = {
  readonly engine: EngineClient;
  /** What was looked for when somebody was here last. */
  readonly text: string;
  /** Whose page was left: the row to go on from. */
  readonly last: PatientRef | undefined;
  readonly onOpen: (of: PatientRef, text: string) => void;
  readonly onBack: () => void;
};

const usePeople = (engine: EngineClient, text: string): Found | undefined =>
  useFound(
    useCallback((typed: string) => engine.ask({ kind: 'People', text: typed, limit: mostShown }), [engine]),
    text,
    true,
  );

type ListProps = {
  readonly id: string;
  readonly text: string;
  readonly found: Found | undefined;
  readonly at: number;
  readonly onOpen: (of: PatientRef) => void;
};

const People = ({ id, text, found, at, onOpen }: ListProps) => {
  const now = useNow(30_000);
  return (
    <div id={id} className="hf-list" role="listbox" aria-label="Patients">
      <Head />
      {found?.people.map((person, i) => (
        <Row
          key={person.id}
          person={person}
          id={`${id}-${i}`}
          selected={i === at}
          now={now}
          onOpen={() => onOpen(person)}
        />
      ))}
      {found && found.people.length === 0 ? (
        <div className="hf-empty" role="option" aria-selected={false} aria-disabled="true">
          {nothing(text)}
        </div>
      ) : null}
    </div>
  );
};

/** [PAT-5] Everybody of whom a script is here, found by name, birth date or NHS number. */
export const PeopleScreen = ({ engine, text: first, last, onOpen, onBack }: Props) => {
  const id = useId();
  const [text, setText] = useState(first);
  const found = usePeople(engine, text);
  const people = found?.people ?? [];
  const { at, move, forget } = useChosen(
    people.map((person) => person.id),
    last && patientIdOf(last),
  );
  const chosen = people[at];
  const open = (person: PatientRef) => onOpen(person, text);
  const acts: Readonly<Record<string, () => void>> = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: () => (chosen ? open(chosen) : undefined),
  };
  useKeys({ Escape: onBack });
  return (
    <>
      <h1>Patients</h1>
      <div className="hf-field">
        <label htmlFor={id}>Name, birth date or NHS number</label>
        <input
          id={id}
          type="text"
          role="combobox"
          aria-expanded
          aria-controls={`${id}-list`}
          aria-activedescendant={chosen ? `${id}-list-${at}` : undefined}
          autoComplete="off"
          spellCheck={false}
          data-acts-while-empty="?"
          autoFocus
          value={text}
          onChange={(event) => {
            forget();
            setText(event.target.value);
          }}
          onKeyDown={(event) => {
            const act = acts[event.key];
            if (!act) return;
            event.preventDefault();
            act();
          }}
        />
      </div>
      <People id={`${id}-list`} {...{ text, found, at }} onOpen={open} />
      <div className="hf-foot">
        <p role="status">{found ? summary(text, found) : 'Reading…'}</p>
        <p className="hf-key" aria-hidden="true">
          ↑ ↓ move · Enter opens · Esc back to Today
        </p>
      </div>
    </>
  );
};
