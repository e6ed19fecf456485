import type { EngineReady } from '../engine/protocol';
import type { IssueKey } from '../domain/kernel/ids';
import { OutageScreen } from '../features/outage/outage-screen';
import type { EngineClient } from '../usecases/commands';
import type { EngineStatus, Reads } from '../usecases/views';
import { usePress } from './around-press';
import { deliverReport, deliverWaiting } from './reports';

type Props = {
  readonly reads: Reads;
  readonly engine: EngineClient;
  readonly status: Extract<EngineStatus, { kind: 'running' }>;
  readonly facts: EngineReady;
  readonly onOpen: (key: IssueKey) => void;
  readonly onSupply: (() => void) | undefined;
};

/** The outage screen with what the frame knows. */
export const OutagePlace = ({ reads, engine, status, facts, onOpen, onSupply }: Props) => {
  const { counters, parts, incident } = status;
  const press = usePress();
  return (
    <OutageScreen
      reads={reads}
      engine={engine}
      parts={parts}
      companion={facts.profile.kind === 'companion'}
      pulse={`${counters['messages-open']} ${counters['messages-parked']} ${counters.all} ${incident?.slips ?? 0} ${incident?.promisedAt ?? 0}`}
      needs={status.needs}
      onReport={deliverReport(press)}
      onWaiting={deliverWaiting(press)}
      onOpen={onOpen}
      onSupply={onSupply}
    />
  );
};
