import type { ClockFault } from '../domain/kernel/clock-fault';
import type { Site } from '../domain/kernel/context';
import type { ProfileKind } from '../domain/settings/model';
import { RegistersScreen } from '../features/registers/registers-screen';
import type { CommandReply, EngineClient } from '../usecases/commands';
import type { PersonView, Reads } from '../usecases/views';
import { usePress } from './around-press';
import { backFromRegister, hasBroker, placeName, registers, type Place, type RegisterPlace } from './places';

type Props = {
  readonly place: RegisterPlace;
  readonly engine: EngineClient;
  readonly person: PersonView;
  readonly reads: Reads;
  readonly site: Site;
  readonly kind: ProfileKind;
  readonly now: number;
  readonly clock: ClockFault | undefined;
  readonly onReply: (reply: CommandReply | undefined) => void;
  readonly onPlace: (place: Place, saved?: boolean) => void;
};

/** The registers, with paper. */
export const RegistersRoute = ({
  place,
  engine,
  person,
  reads,
  site,
  kind,
  now,
  clock,
  onReply,
  onPlace,
}: Props) => {
  const { print } = usePress();
  const back = backFromRegister(place);
  return (
    <RegistersScreen
      place={place.at}
      reads={reads}
      engine={engine}
      person={person}
      site={site}
      training={kind === 'training'}
      companion={!hasBroker(kind)}
      now={now}
      clock={clock}
      print={(of, page) => print({ of, page: () => page })}
      onReply={onReply}
      onGo={(next, saved) => onPlace(registers(next, next.kind === 'supply' ? place.over : undefined), saved)}
      backTo={placeName(back)}
      onBack={() => onPlace(back)}
      onOpen={(key) => onPlace({ kind: 'prescription', key, from: 'registers', page: place })}
    />
  );
};
