import { useCallback, useState } from 'react';
import { formatClock } from '../domain/kernel/instant';
import type { IssueKey } from '../domain/kernel/ids';
import { orderFor, type OrderChoice } from '../domain/triage/order';
import { nextTabFor } from '../domain/triage/take-next';
import { nothingWaits } from '../domain/triage/words';
import { WorklistScreen, type WorklistPlace } from '../features/worklist/worklist-screen';
import { readOrderChoice, writeOrderChoice } from '../platform/order-choice';
import type { CommandReply, EngineClient } from '../usecases/commands';
import type { EngineStatus, PersonView, Reads } from '../usecases/views';

type Props = {
  readonly engine: EngineClient;
  readonly reads: Reads;
  readonly status: Extract<EngineStatus, { kind: 'running' }>;
  readonly person: PersonView;
  readonly worklist: WorklistPlace;
  readonly onWorklist: (place: WorklistPlace) => void;
  readonly onDownload: () => void;
  readonly onOpen: (key: IssueKey) => void;
  readonly onReply: (reply: CommandReply) => void;
};

/** [TRI-9] Opens the first script by need where this person's work waits. */
const useNext = ({ engine, status, person, onWorklist, onOpen, onReply }: Props) =>
  useCallback(async () => {
    const tab = nextTabFor(person.role, status.counters);
    if (tab === undefined) return onReply({ kind: 'done', sentence: nothingWaits(person.role) });
    const { rows } = await engine.ask({ kind: 'ByNeed', tab, from: 0, count: 1 });
    const [first] = rows;
    if (!first)
      return onReply({
        kind: 'done',
        sentence: 'Scripts are still being read. Press Space again in a moment.',
      });
    onWorklist({ tab, selected: { key: first.key, at: 0 } });
    onOpen(first.key);
  }, [engine, status.counters, person.role, onWorklist, onOpen, onReply]);

/** The worklist with what the frame knows, and the order that this computer remembers. */
export const TodayPlace = (props: Props) => {
  const { engine, reads, status, worklist, onWorklist, onDownload, onOpen } = props;
  const { broker, download, counters, incident, now } = status;
  const [choice, setChoice] = useState<OrderChoice | undefined>(readOrderChoice);
  const next = useNext(props);
  const order = (by: OrderChoice['by']) => {
    const chosen = { by, incident: incident?.id };
    setChoice(chosen);
    writeOrderChoice(chosen);
  };
  return (
    <WorklistScreen
      engine={engine}
      reads={reads}
      counters={counters}
      pulse={status.needs}
      order={orderFor(choice, incident?.id)}
      place={worklist}
      downloads={
        broker.kind === 'none' || broker.kind === 'not-set-up'
          ? broker.kind
          : {
              next: download.nextAt === undefined ? '' : formatClock(download.nextAt, now),
              busy: download.busy,
              hitch: download.lastAt === undefined ? download.lastSentence : '',
              onNow: onDownload,
            }
      }
      onOrder={order}
      onNext={() => void next()}
      onPlace={onWorklist}
      onOpen={onOpen}
    />
  );
};
