import { useCallback, useState } from 'react';
import type { EngineReady } from '../engine/protocol';
import { ClaimsScreen } from '../features/claims/claims-screen';
import { MessagesScreen } from '../features/messages/messages-screen';
import { PrescriptionScreen } from '../features/prescription/prescription-screen';
import { SignInScreen } from '../features/sign-in/sign-in-screen';
import { SiteForm } from '../features/identity/site-form';
import { SmartcardPanel } from '../features/identity/smartcard-panel';
import type { Way } from '../domain/outbox/wait';
import { siteIsSet } from '../domain/settings/model';
import type { WorklistPlace } from '../features/worklist/worklist-screen';
import { callMain } from '../platform/bridge';
import { Answer, useKeys, useLive } from '../ui';
import type { CommandReply, EngineClient } from '../usecases/commands';
import type { EngineStatus, PersonRow, PersonView, Reads } from '../usecases/views';
import { AroundPress, usePress } from './around-press';
import { Bars } from './bars';
import { Top, Places } from './frame';
import { IdentitySettings } from './identity-settings';
import { DeskPlace, type DeskSeat } from './desk-place';
import { DrillChoices, DrillPlace } from './drill-place';
import { Over } from './over';
import { OutagePlace } from './outage-place';
import { go, hasBroker, registers, type Place } from './places';
import { RegistersRoute } from './registers-route';
import type { ScannerSeat } from './scanner-place';
import { SettingsPlace } from './settings-place';
import { TodayPlace } from './today-place';
import { TrainingBand } from './training-band';
import { TrainingScannerPlace } from './training-scanner';
import { useCounter } from './use-counter';
import { useIdle } from './use-idle';
import { useImportEnds } from './use-import-ends';

type Running = Extract<EngineStatus, { kind: 'running' }>;

type Props = {
  readonly engine: EngineClient;
  readonly status: Running;
  readonly reads: Reads;
  readonly facts: EngineReady;
  readonly notices: readonly string[];
};

/** Whoever sees a screen has signed in; in a live profile EPS wants their smartcard too. */
const wayOf = ({ broker, smartcard }: Running, { profile }: EngineReady): Way => ({
  line: broker,
  missing: profile.kind === 'live' && smartcard.kind !== 'signed-in' ? 'smartcard' : undefined,
});

type MainProps = Props & {
  readonly desk: DeskSeat;
  readonly scanner: ScannerSeat;
  readonly person: PersonView;
  readonly place: Place;
  readonly worklist: WorklistPlace;
  readonly onWorklist: (place: WorklistPlace) => void;
  readonly onPlace: (place: Place) => void;
  readonly onDownload: (() => void) | undefined;
  readonly onReply: (reply: CommandReply | undefined) => void;
};

const chooseKind = (): void => void callMain('window.choose', undefined);
type ListsProps = Props &
  Pick<MainProps, 'onPlace' | 'onReply'> & {
    readonly place: Extract<Place, { kind: 'claims' | 'messages' | 'outage' | 'registers' }>;
  };

/** The places that are lists beside the worklist. */
const Lists = ({ place, engine, reads, status, facts, onPlace, onReply }: ListsProps) => {
  switch (place.kind) {
    case 'claims':
      return (
        <ClaimsScreen
          reads={reads}
          engine={engine}
          due={status.counters['claims-due']}
          onOpen={(key) => onPlace({ kind: 'prescription', key, from: 'claims' })}
        />
      );
    case 'messages':
      return (
        <MessagesScreen
          reads={reads}
          engine={engine}
          way={wayOf(status, facts)}
          doubts={status.download.inDoubt}
          onOpen={(key) => onPlace({ kind: 'prescription', key, from: 'messages' })}
        />
      );
    case 'outage':
      return (
        <OutagePlace
          {...{ reads, engine, status, facts }}
          onOpen={(key) => onPlace({ kind: 'prescription', key, from: 'outage' })}
          onSupply={() => onPlace(registers({ kind: 'new-supply' }))}
        />
      );
    case 'registers':
      return (
        <RegistersRoute
          at={place.at}
          engine={engine}
          reads={reads}
          site={status.site}
          kind={facts.profile.kind}
          now={status.now}
          onReply={onReply}
          onPlace={onPlace}
        />
      );
  }
};

const Main = ({ place, worklist, onWorklist, onPlace, onDownload, onReply, ...props }: MainProps) => {
  const { engine, status, reads, facts, person, notices } = props;
  const press = usePress();
  switch (place.kind) {
    case 'today':
      return (
        <TodayPlace
          {...{ engine, reads, status, person, worklist, onWorklist, onDownload, onReply }}
          onOpen={(key) => onPlace({ kind: 'prescription', key, from: 'today' })}
        />
      );
    case 'prescription':
      return (
        <PrescriptionScreen
          key={place.key}
          issue={place.key}
          found={place.found}
          reads={reads}
          engine={engine}
          person={person}
          site={status.site}
          way={wayOf(status, facts)}
          press={press}
          onBack={() => onPlace(go(place.from))}
        />
      );
    case 'desk':
      return <DeskPlace {...props} way={wayOf(status, facts)} onPlace={onPlace} onReply={onReply} />;
    case 'claims':
    case 'messages':
    case 'registers':
    case 'outage':
      return <Lists {...props} place={place} onPlace={onPlace} onReply={onReply} />;
    case 'drill':
      return <DrillPlace onReply={onReply} />;
    case 'settings':
      return (
        <SettingsPlace
          {...{ engine, reads, facts, notices, onPlace }}
          site={status.site}
          at={place.at}
          scanner={props.scanner}
        >
          <DrillChoices profile={facts.profile} />
          <IdentitySettings {...props} onReply={onReply} onChooseKind={chooseKind} />
        </SettingsPlace>
      );
  }
};

/** Where somebody is, what was last answered, and the keys that work everywhere. */
const useShell = ({ engine, status, facts }: Props) => {
  const { person } = status;
  const [place, setPlace] = useState<Place>({ kind: 'today' });
  const [worklist, setWorklist] = useState<WorklistPlace>({ tab: 'to-check', selected: undefined });
  const [reply, setReply] = useState<CommandReply | undefined>(undefined);
  const [keysShown, setKeysShown] = useState(false);
  const visit = useCallback((next: Place) => {
    setReply(undefined);
    setPlace(next);
  }, []);
  const signOut = useCallback(
    (why: 'asked' | 'idle') => void engine.execute({ kind: 'SignOut', why }).then(setReply),
    [engine],
  );
  const download = useCallback(() => void engine.execute({ kind: 'DownloadNow' }).then(setReply), [engine]);
  useIdle(person !== undefined, () => signOut('idle'));
  useKeys(
    {
      F2: () => visit({ kind: 'today' }),
      ...(hasBroker(facts.profile.kind)
        ? { F5: () => visit({ kind: 'claims' }), F6: () => visit({ kind: 'messages' }), d: download }
        : {}),
      F4: () => visit({ kind: 'desk' }),
      F7: () => visit({ kind: 'outage' }),
      F8: () => visit({ kind: 'settings' }),
      F9: () => visit(go('registers')),
      ...(facts.profile.drill ? { F10: () => visit(go('drill')) } : {}),
      // On the outage screen E exports; a supply has its own key there.
      ...(place.kind === 'outage' ? {} : { e: () => visit(registers({ kind: 'new-supply' })) }),
      g: () =>
        visit(
          registers({ kind: 'new-reissue', ...(place.kind === 'prescription' ? { key: place.key } : {}) }),
        ),
      '?': () => setKeysShown(true),
      'Ctrl+l': () => signOut('asked'),
    },
    person !== undefined,
  );
  const hideKeys = () => setKeysShown(false);
  return { place, worklist, setWorklist, reply, setReply, visit, signOut, download, keysShown, hideKeys };
};

type ShellState = ReturnType<typeof useShell>;

type ContentProps = Props & Pick<MainProps, 'desk' | 'scanner'> & { readonly shell: ShellState };

const Content = ({ shell, ...props }: ContentProps) => {
  const { reads, status, facts, engine } = props;
  const people = useLive(
    useCallback((onValue: (found: readonly PersonRow[]) => void) => reads.people(onValue), [reads]),
  );
  if (status.person && facts.profile.kind !== 'training' && !siteIsSet(status.site))
    return <SiteForm site={status.site} engine={engine} onReply={shell.setReply} />;
  if (status.person)
    return (
      <Main
        {...props}
        person={status.person}
        place={shell.place}
        worklist={shell.worklist}
        onWorklist={shell.setWorklist}
        onPlace={shell.visit}
        onDownload={hasBroker(facts.profile.kind) ? shell.download : undefined}
        onReply={shell.setReply}
      />
    );
  if (!people) return <p role="status">Opening…</p>;
  return (
    <SignInScreen
      people={people}
      locked={status.counters.locked}
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

/** The frame around every screen. */
export const Shell = (props: Props) => {
  const { engine, status, facts } = props;
  const shell = useShell(props);
  const { place, reply, setReply, visit, signOut } = shell;
  const signedIn = status.person !== undefined;
  const ends = useImportEnds(status.importEnds);
  const { intake, open, scans, desk } = useCounter({ engine, signedIn, place, visit, onReply: setReply });
  return (
    <AroundPress engine={engine} onReply={setReply}>
      <div className="hf-app">
        <TrainingBand profile={facts.profile}>
          <TrainingScannerPlace reads={props.reads} ways={scans.settings.ways} />
        </TrainingBand>
        <div>
          <Top
            engine={engine}
            status={status}
            broker={hasBroker(facts.profile.kind)}
            onPlace={(kind) => visit(go(kind))}
            offered={scans.offered}
            slash={place.kind !== 'desk'}
            onOpen={open}
            onReply={setReply}
            onSignOut={() => signOut('asked')}
          />
          <Bars status={status} intake={intake} ends={ends} onPlace={visit} />
        </div>
        <div className="hf-body">
          <Places
            place={place}
            person={status.person}
            kind={facts.profile.kind}
            counters={status.counters}
            onPlace={(kind) => visit(go(kind))}
          />
          <main className="hf-main" id="main">
            <Answer reply={reply} onClose={() => setReply(undefined)} />
            <Content {...props} shell={shell} desk={desk} scanner={scans} />
          </main>
        </div>
        <Over
          engine={engine}
          status={status}
          broker={hasBroker(facts.profile.kind)}
          intake={intake}
          ends={ends}
          scans={scans}
          onOpen={open}
          keysOf={shell.keysShown ? place.kind : undefined}
          onHideKeys={shell.hideKeys}
          onDesk={() => visit(go('desk'))}
          onReply={setReply}
        />
      </div>
    </AroundPress>
  );
};
