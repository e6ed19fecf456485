import type { IssueKey } from '../domain/kernel/ids';
import type { CommandReply, EngineClient } from '../usecases/commands';
import type { Counters, EngineStatus, PersonView } from '../usecases/views';
import type { ProfileKind } from '../domain/settings/model';
import { useDrillSeat } from './around-drill';
import { menuOf, sameMenu, type Place } from './places';
import { SearchBox } from './search-box';
import { StatusCluster } from './status-cluster';
import type { Offered } from './use-scans';

type TopProps = {
  readonly engine: EngineClient;
  readonly status: Extract<EngineStatus, { kind: 'running' }>;
  readonly offered: Offered | undefined;
  readonly slash: boolean;
  readonly broker: boolean;
  readonly onPlace: (place: Place) => void;
  readonly onOpen: (key: IssueKey) => void;
  readonly onReply: (reply: CommandReply) => void;
  readonly onSignOut: () => void;
};

/** Name, the one box, how things stand, who is here. */
export const Top = ({
  engine,
  status,
  offered,
  slash,
  broker,
  onPlace,
  onOpen,
  onReply,
  onSignOut,
}: TopProps) => (
  <header className="hf-top">
    <span className="hf-top__name">Holdfast</span>
    {status.person ? <SearchBox {...{ engine, offered, slash, broker, onOpen, onReply }} /> : null}
    <StatusCluster status={status} onPlace={onPlace} />
    {status.person ? (
      <button type="button" className="hf-status__part" onClick={onSignOut}>
        {status.person.name}: lock{' '}
        <kbd className="hf-key" aria-hidden="true">
          Ctrl+L
        </kbd>
      </button>
    ) : null}
  </header>
);

type PlacesProps = {
  readonly kind: ProfileKind;
  readonly place: Place;
  readonly person: PersonView | undefined;
  readonly counters: Counters;
  readonly onPlace: (place: Place['kind']) => void;
  readonly onKeys: () => void;
};

/** What waits in the registers for a pharmacist. */
const toDecide = ({ lists }: Counters): number =>
  (lists['reissues/to-decide'] ?? 0) + (lists['unscripted/to-decide'] ?? 0);

/** Ids of the desk that need somebody. */
const onDesk = ({ lists }: Counters): number =>
  (lists['desk/stuck'] ?? 0) + (lists['desk/elsewhere'] ?? 0) + (lists['desk/needs-person'] ?? 0);

/** The places, each with its key. */
export const Places = ({ place, person, kind, counters, onPlace, onKeys }: PlacesProps) => {
  const drill = useDrillSeat();
  return (
    <nav className="hf-places" aria-label="Places">
      {menuOf(kind, drill !== undefined).map((entry) => (
        <button
          key={entry.kind}
          type="button"
          disabled={person === undefined}
          aria-current={person && sameMenu(place, entry.kind) ? 'page' : undefined}
          onClick={() => onPlace(entry.kind)}
        >
          <span>
            {entry.name}{' '}
            {entry.kind === 'claims' && counters['claims-due'] > 0 ? (
              <span className="hf-count">{counters['claims-due']}</span>
            ) : null}
            {entry.kind === 'desk' && onDesk(counters) > 0 ? (
              <span className="hf-count hf-count--attention">{onDesk(counters)}</span>
            ) : null}
            {entry.kind === 'registers' && toDecide(counters) > 0 ? (
              <span className="hf-count hf-count--attention">{toDecide(counters)}</span>
            ) : null}
            {entry.kind === 'messages' && counters['messages-parked'] + counters.quarantined > 0 ? (
              <span className="hf-count hf-count--attention">
                {counters['messages-parked'] + counters.quarantined}
              </span>
            ) : null}
          </span>
          <kbd className="hf-key" aria-hidden="true">
            {entry.key}
          </kbd>
        </button>
      ))}
      <button type="button" className="hf-places__keys" onClick={onKeys}>
        <span>Keys</span>
        <kbd className="hf-key" aria-hidden="true">
          F1
        </kbd>
      </button>
    </nav>
  );
};
