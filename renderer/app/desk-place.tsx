import type { EngineReady } from '../engine/protocol';
import type { Way } from '../domain/outbox/wait';
import { DeskScreen } from '../features/recovery/desk-screen';
import type { Command, CommandReply, EngineClient } from '../usecases/commands';
import type { EngineStatus, Reads } from '../usecases/views';
import type { Place } from './places';
import { usePress } from './around-press';
import { deliverBarcodes, deliverSheet } from './reports';
import type { useScans } from './use-scans';

/** What the desk needs of what works everywhere: scans, and files that are opened. */
export type DeskSeat = Pick<
  ReturnType<typeof useScans>,
  'last' | 'lastAt' | 'earlier' | 'typed' | 'forget'
> & {
  readonly choose: () => void;
  readonly openCamera: () => void;
};

type Props = {
  readonly engine: EngineClient;
  readonly reads: Reads;
  readonly facts: EngineReady;
  readonly status: Extract<EngineStatus, { kind: 'running' }>;
  readonly desk: DeskSeat;
  readonly way: Way;
  readonly onPlace: (place: Place) => void;
  readonly onReply: (reply: CommandReply) => void;
};

/** [DSK-9] What is done to another row leaves the last scan, and its undo, standing. */
const isAbout = (command: Command, last: DeskSeat['last']): boolean => {
  if ('key' in command) return command.key === last?.key;
  if ('id' in command) return command.id === last?.id;
  if (command.kind === 'DropRequests') return last?.undo === 'request';
  if (command.kind !== 'AskForRows' || typeof command.ids === 'string') return false;
  return command.ids.some((id) => id === last?.id);
};

/** The PWAD desk, with the scans and files that come from everywhere. */
export const DeskPlace = ({ engine, reads, facts, status, desk, way, onPlace, onReply }: Props) => {
  const press = usePress();
  return (
    <DeskScreen
      reads={reads}
      engine={engine}
      paper={{ result: deliverSheet(press), barcodes: deliverBarcodes(press), draw: press.draw }}
      onReply={onReply}
      lists={status.counters.lists}
      companion={facts.profile.kind === 'companion'}
      way={way}
      last={desk.last}
      lastAt={desk.lastAt}
      earlier={desk.earlier}
      onTyped={desk.typed}
      onChoose={desk.choose}
      onCamera={desk.openCamera}
      onOpen={(key) => onPlace({ kind: 'prescription', key, from: 'desk' })}
      send={async (command) => {
        const reply = await engine.execute(command);
        onReply(reply);
        if (reply.kind === 'done' && isAbout(command, desk.last)) desk.forget(desk.last);
      }}
    />
  );
};
