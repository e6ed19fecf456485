import { lazy, Suspense, useCallback, useEffect, useState, type ComponentProps } from 'react';
import { SignInScreen } from '../features/sign-in/sign-in-screen';
import { useClaimsBatch } from '../features/claims/use-batch';
import { SmartcardPanel } from '../features/identity/smartcard-panel';
import type { WorklistPlace } from '../features/worklist/worklist-screen';
import { painted } from '../platform/painted';
import { Answer, LeaveDialog, useKeys, useLive } from '../ui';
import type { CommandReply } from '../usecases/commands';
import type { PersonRow } from '../usecases/views';
import { Bars } from './bars';
import { Behind } from './behind';
import { fellReply } from './fell';
import { Top, Places } from './frame';
import type { DeskSeat } from './desk-place';
import { screenOf } from './keys-of';
import { chooseKind, type Opened } from './opened';
import {
  closedUntilNamed,
  firstPlace,
  go,
  hasBroker,
  isEverybody,
  isNewSupply,
  isOnePatient,
  registersOver,
} from './places';
import type { ScannerSeat } from './scanner-place';
import { CloseDialog, LeftDialog, SeatArea } from './seat-area';
import { TrainingBand } from './training-band';
import { TrainingScannerPlace } from './training-scanner';
import { useClosing } from './use-closing';
import { useCounter } from './use-counter';
import { useIdle } from './use-idle';
import { useImportEnds } from './use-import-ends';
import { usePlace } from './use-place';

// Read once the first screen is there: most of the program's script is in them.
const readPlaces = () => import('./current-place');
const CurrentPlace = lazy(async () => ({ default: (await readPlaces()).CurrentPlace }));
const Over = lazy(async () => ({ default: (await import('./over')).Over }));

/** Where somebody is, what was last answered, and the keys that work everywhere. */
const useShell = ({ engine, status, facts }: Opened) => {
  const { person } = status;
  const [worklist, setWorklist] = useState<WorklistPlace>({ tab: 'to-check', selected: undefined });
  const [reply, setReply] = useState<CommandReply | undefined>(() => fellReply(location.search));
  const [keysShown, setKeysShown] = useState(false);
  const claims = useClaimsBatch(engine, person?.userId);
  const at = usePlace(
    person,
    firstPlace(facts.profile.drill !== ''),
    useCallback(() => setReply(undefined), []),
  );
  const { place, visit, stay } = at;
  const script = place.kind === 'prescription' ? { key: place.key } : {};
  const signOut = useCallback(
    (why: 'asked' | 'idle') => {
      stay();
      setKeysShown(false);
      void engine.execute({ kind: 'SignOut', why }).then(setReply);
    },
    [engine, stay],
  );
  const download = useCallback(() => void engine.execute({ kind: 'DownloadNow' }).then(setReply), [engine]);
  const showKeys = () => setKeysShown(true);
  useIdle(person !== undefined, () => signOut('idle'));
  useKeys(
    {
      F2: () => visit({ kind: 'today' }),
      // On a script F3 is its patient.
      ...(place.kind === 'prescription' ? {} : { F3: () => visit({ kind: 'patients' }) }),
      ...(hasBroker(facts.profile.kind)
        ? { F5: () => visit({ kind: 'claims' }), F6: () => visit({ kind: 'messages' }), d: download }
        : {}),
      F4: () => visit({ kind: 'desk' }),
      F7: () => visit({ kind: 'outage' }),
      F8: () => visit({ kind: 'settings' }),
      F9: () => visit(go('registers')),
      ...(facts.profile.drill ? { F10: () => visit(go('drill')) } : {}),
      // On the outage screen E exports; a supply has its own key there. A patient's page knows for whom it is.
      ...(place.kind === 'outage' || isOnePatient(place) || isNewSupply(place)
        ? {}
        : { e: () => visit(registersOver({ kind: 'new-supply', ...script }, place)) }),
      g: () => visit(registersOver({ kind: 'new-reissue', ...script }, place)),
      'Ctrl+l': () => signOut('asked'),
    },
    person !== undefined,
  );
  // What they say names nobody, so it is there before anybody is.
  useKeys({ '?': showKeys, F1: showKeys });
  const hideKeys = () => setKeysShown(false);
  const seen = { worklist, setWorklist, claims, reply, setReply };
  return { ...at, ...seen, signOut, download, keysShown, showKeys, hideKeys };
};

type ShellState = ReturnType<typeof useShell>;

type ContentProps = Opened & {
  readonly desk: DeskSeat;
  readonly scanner: ScannerSeat;
  readonly shell: ShellState;
};

/** The screen of whoever is here, and, unseen, what others left unsaved. */
const SeatsTaken = ({ shell, ...props }: ContentProps) => {
  const { person } = props.status;
  return shell.seats.map((seat) => (
    <SeatArea key={seat.id} seat={seat} isHere={seat.person.userId === person?.userId}>
      <Suspense fallback={<p role="status">Opening…</p>}>
        <CurrentPlace
          {...props}
          person={seat.person.userId === person?.userId ? person : seat.person}
          place={seat.place}
          worklist={shell.worklist}
          claims={shell.claims}
          onWorklist={shell.setWorklist}
          onPlace={shell.visit}
          onDownload={shell.download}
          onReply={shell.setReply}
        />
      </Suspense>
    </SeatArea>
  ));
};

type SignInProps = Opened & { readonly shell: ShellState; readonly people: readonly PersonRow[] };

const SignIn = ({ shell, people, ...props }: SignInProps) => {
  const { status, facts, engine } = props;
  return (
    <SignInScreen
      people={people}
      locked={status.counters.locked}
      kept={shell.seats.flatMap(({ left, person }) => (left ? [person.name] : []))}
      kind={facts.profile.kind}
      engine={engine}
      onReply={shell.setReply}
      onChooseKind={chooseKind}
    >
      <SmartcardPanel
        smartcard={status.smartcard}
        now={status.now}
        engine={engine}
        onReply={shell.setReply}
      />
    </SignInScreen>
  );
};

/** Everybody who is known here. */
const usePeople = ({ reads, facts }: Pick<Opened, 'reads' | 'facts'>): readonly PersonRow[] => {
  const people = useLive(
    useCallback((onValue: (found: readonly PersonRow[]) => void) => reads.people(onValue), [reads]),
  );
  return people ?? facts.people;
};

/** Whether the first screen is painted: what is behind it is read from then on. */
const usePainted = (): boolean => {
  const [there, setThere] = useState(false);
  useEffect(() => {
    void painted().then(() => {
      setThere(true);
      void readPlaces();
    });
  }, []);
  return there;
};

const LateOver = (props: ComponentProps<typeof Over>) =>
  usePainted() ? (
    <Suspense>
      <Over {...props} />
    </Suspense>
  ) : null;

/** What is asked before something unsaved is lost, or gone on with. */
const Questions = ({ shell, status }: Pick<Opened, 'status'> & { readonly shell: ShellState }) => {
  const closing = useClosing(shell.seats, status.person?.userId);
  const { seats, leaving, visit, stay, answerLeft } = shell;
  const left = status.person ? seats[0]?.left : undefined;
  return (
    <>
      {left && left.since.length > 0 ? (
        <LeftDialog left={left} now={status.now} onAnswer={answerLeft} />
      ) : null}
      {closing.asked === undefined ? null : (
        <CloseDialog what={closing.asked} onClose={closing.close} onStay={closing.stay} />
      )}
      {leaving ? (
        <LeaveDialog what={leaving.what} onLeave={() => visit(leaving.to, true)} onClose={stay} />
      ) : null}
    </>
  );
};

/** What the last command came to, and what was left on the way here. */
const JustNow = ({ shell, status, facts }: Opened & { readonly shell: ShellState }) => {
  const { reply, setReply, behind, place, visit } = shell;
  // Where the pharmacy is asked for, that is what was left.
  const isOpen = closedUntilNamed(place, facts.profile.kind, status.site) === undefined;
  return (
    <>
      <Answer reply={reply} onClose={() => setReply(undefined)} />
      {status.person && isOpen && behind ? <Behind behind={behind} onBack={visit} /> : null}
    </>
  );
};

/** The frame around every screen. */
export const Shell = (props: Opened) => {
  const { engine, status, facts } = props;
  const shell = useShell(props);
  const { place, setReply, visit, signOut } = shell;
  const signedIn = status.person !== undefined;
  const people = usePeople(props);
  const screen = signedIn ? screenOf(place) : people.length === 0 ? 'first-person' : 'sign-in';
  const ends = useImportEnds(status.importEnds);
  const { intake, open, scans, desk } = useCounter({ engine, signedIn, place, visit, onReply: setReply });
  return (
    <div className="hf-app">
      <TrainingBand profile={facts.profile}>
        {signedIn ? <TrainingScannerPlace reads={props.reads} ways={scans.settings.ways} /> : null}
      </TrainingBand>
      <div>
        <Top
          {...{ engine, status }}
          broker={status.broker.kind !== 'none' && status.broker.kind !== 'not-set-up'}
          onPlace={visit}
          offered={scans.offered}
          slash={place.kind !== 'desk' && !isEverybody(place)}
          onOpen={open}
          onReply={setReply}
          onSignOut={() => signOut('asked')}
        />
        <Bars
          kind={facts.profile.kind}
          {...{ status, intake, ends, place }}
          claims={shell.claims}
          onPlace={visit}
        />
      </div>
      <div className="hf-body">
        <Places
          place={place}
          person={status.person}
          kind={facts.profile.kind}
          counters={status.counters}
          onPlace={(kind) => visit(go(kind))}
          onKeys={shell.showKeys}
        />
        <main className="hf-main" id="main">
          <JustNow {...props} shell={shell} />
          <SeatsTaken {...props} shell={shell} desk={desk} scanner={scans} />
          {signedIn ? null : <SignIn {...props} shell={shell} people={people} />}
        </main>
      </div>
      <LateOver
        {...{ engine, status, intake, ends, scans }}
        kind={facts.profile.kind}
        onOpen={open}
        keysOf={shell.keysShown ? screen : undefined}
        onHideKeys={shell.hideKeys}
        onDesk={() => visit(go('desk'))}
        onReply={setReply}
      />
      <Questions shell={shell} status={status} />
    </div>
  );
};
