import { incidentLineWords } from '../domain/incidents/line-words';
import type { Instant } from '../domain/kernel/instant';
import type { IncidentLine } from '../usecases/views';

type Props = {
  readonly incident: IncidentLine | undefined;
  readonly now: Instant;
  readonly onOpen: () => void;
};

/** An open incident has its own line on every screen until it is closed. */
export const IncidentBar = ({ incident, now, onOpen }: Props) =>
  incident ? (
    <aside className="hf-incident-bar" aria-label="Open incident">
      <button type="button" onClick={onOpen} data-testid="incident-bar">
        <span aria-hidden="true">▲ </span>
        <strong>Incident</strong> {incidentLineWords(incident, now)}{' '}
        <kbd className="hf-key" aria-hidden="true">
          F7
        </kbd>
      </button>
    </aside>
  ) : null;
