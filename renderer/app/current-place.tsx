import type { ClaimsBatch } from '../features/claims/batch';
import { ClaimsScreen } from '../features/claims/claims-screen';
import { SiteForm } from '../features/identity/site-form';
import { MessagesScreen } from '../features/messages/messages-screen';
import { PrescriptionScreen } from '../features/prescription/prescription-screen';
import type { WorklistPlace } from '../features/worklist/worklist-screen';
import type { Way } from '../domain/outbox/wait';
import type { CommandReply } from '../usecases/commands';
import type { PersonView } from '../usecases/views';
import { AroundPress, usePress } from './around-press';
import { DeskPlace, type DeskSeat } from './desk-place';
import { DrillChoices, DrillPlace } from './drill-place';
import { IdentitySettings } from './identity-settings';
import { chooseKind, type Opened } from './opened';
import { OutagePlace } from './outage-place';
import { Banner, BannerLine } from './banner';
import { PatientsPlace } from './patients-place';
import {
  backFrom,
  closedUntilNamed,
  hasBroker,
  patientOf,
  placeName,
  registersOver,
  type Place,
} from './places';
import { RegistersRoute } from './registers-route';
import type { ScannerSeat } from './scanner-place';
import { SettingsPlace } from './settings-place';
import { TodayPlace } from './today-place';

type Props = Opened & {
  readonly desk: DeskSeat;
  readonly scanner: ScannerSeat;
  readonly claims: ClaimsBatch;
  readonly person: PersonView;
  readonly place: Place;
  readonly worklist: WorklistPlace;
  readonly onWorklist: (place: WorklistPlace) => void;
  readonly onPlace: (place: Place, saved?: boolean) => void;
  readonly onDownload: () => void;
  readonly onReply: (reply: CommandReply | undefined) => void;
};

/** Whoever sees a screen has signed in; in a live profile EPS wants their smartcard too. */
const wayOf = ({ broker, smartcard }: Opened['status'], { profile }: Opened['facts']): Way => ({
  line: broker,
  missing: profile.kind === 'live' && smartcard.kind !== 'signed-in' ? 'smartcard' : undefined,
});

type ListsProps = Omit<Props, 'place'> & {
  readonly place: Extract<Place, { kind: 'claims' | 'messages' | 'outage' | 'registers' }>;
};

/** The places that are lists beside the worklist. */
const Lists = (all: ListsProps) => {
  const { place, engine, claims, person, reads, status, facts, onPlace, onReply } = all;
  switch (place.kind) {
    case 'claims':
      return (
        <ClaimsScreen
          reads={reads}
          batch={claims}
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
          onSupply={() => onPlace(registersOver({ kind: 'new-supply' }, place))}
        />
      );
    case 'registers':
      return (
        <RegistersRoute
          place={place}
          engine={engine}
          person={person}
          reads={reads}
          site={status.site}
          kind={facts.profile.kind}
          now={status.now}
          clock={status.clock}
          onReply={onReply}
          onPlace={onPlace}
        />
      );
  }
};

const Main = (all: Props) => {
  const { place, worklist, onWorklist, onPlace, onDownload, onReply, ...props } = all;
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
          clock={status.clock}
          way={wayOf(status, facts)}
          press={press}
          banner={(patient, records, onOnePerson) => <Banner {...{ patient, records, onOnePerson }} />}
          whose={(patient, records) => <BannerLine {...{ patient, records }} />}
          onPatient={(of) => onPlace(patientOf(place, of))}
          backTo={place.page ? placeName(place.page) : 'the list'}
          onBack={() => onPlace(backFrom(place))}
        />
      );
    case 'patients':
      return <PatientsPlace {...{ place, engine, status, facts, person, onPlace }} />;
    case 'desk':
      return <DeskPlace {...props} way={wayOf(status, facts)} onPlace={onPlace} onReply={onReply} />;
    case 'claims':
    case 'messages':
    case 'registers':
    case 'outage':
      return <Lists {...all} place={place} />;
    case 'drill':
      return <DrillPlace onReply={onReply} />;
    case 'settings':
      return (
        <SettingsPlace
          {...{ place, engine, reads, facts, person, notices, onPlace }}
          site={status.site}
          scanner={props.scanner}
        >
          <DrillChoices profile={facts.profile} />
          <IdentitySettings {...props} onReply={onReply} onChooseKind={chooseKind} />
        </SettingsPlace>
      );
  }
};

/** The place where somebody who is signed in works, with paper; read once the first screen is there. */
export const CurrentPlace = (props: Props) => {
  const { engine, status, facts, place, onReply } = props;
  const closed = closedUntilNamed(place, facts.profile.kind, status.site);
  if (closed !== undefined)
    return (
      <SiteForm
        site={status.site}
        forEps={hasBroker(facts.profile.kind)}
        closed={closed}
        engine={engine}
        onReply={onReply}
      />
    );
  return (
    <AroundPress engine={engine} clock={status.clock} onReply={onReply}>
      <Main {...props} />
    </AroundPress>
  );
};
