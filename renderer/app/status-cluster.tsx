import type { EngineStatus } from '../usecases/views';
import type { Place } from './places';
import { statusParts } from './status-parts';

type Props = {
  readonly status: Extract<EngineStatus, { kind: 'running' }>;
  readonly onPlace: (place: Place) => void;
};

/** Broker, outbox and last download: always in view, each opening the place where it can be acted on. */
export const StatusCluster = ({ status, onPlace }: Props) => (
  <div className="hf-status" role="group" aria-label="How things stand">
    {status.broker.kind === 'none'
      ? statusParts(status).map(({ id, text }) => (
          <span key={id} className="hf-status__part">
            {text}
          </span>
        ))
      : statusParts(status).map((part) => (
          <button
            key={part.id}
            type="button"
            data-testid={`status-${part.id}`}
            className={part.attention ? 'hf-status__part hf-status__part--attention' : 'hf-status__part'}
            title={part.title}
            onClick={() => onPlace(part.place)}
          >
            <span aria-hidden="true">{part.attention ? '▲' : part.mark}</span>
            {part.text}
          </button>
        ))}
  </div>
);
