import type { Site } from '../domain/kernel/context';
import type { ProfileKind } from '../domain/settings/model';
import type { RegistersPlace } from '../features/registers/places';
import { RegistersScreen } from '../features/registers/registers-screen';
import type { CommandReply, EngineClient } from '../usecases/commands';
import type { Reads } from '../usecases/views';
import { usePress } from './around-press';
import { hasBroker, registers, type Place } from './places';

type Props = {
  readonly at: RegistersPlace;
  readonly engine: EngineClient;
  readonly reads: Reads;
  readonly site: Site;
  readonly kind: ProfileKind;
  readonly now: number;
  readonly onReply: (reply: CommandReply | undefined) => void;
  readonly onPlace: (place: Place, saved?: boolean) => void;
};

/** The registers, with paper. */
export const RegistersRoute = ({ at, engine, reads, site, kind, now, onReply, onPlace }: Props) => {
  const { print } = usePress();
  return (
    <RegistersScreen
      place={at}
      reads={reads}
      engine={engine}
      site={site}
      training={kind === 'training'}
      companion={!hasBroker(kind)}
      now={now}
      print={(of, page) => print({ of, page: () => page })}
      onReply={onReply}
      onGo={(next, saved) => onPlace(registers(next), saved)}
      onOpen={(key) => onPlace({ kind: 'prescription', key, from: 'registers' })}
    />
  );
};
