import type { Incident, IncidentId } from '../../domain/incidents/model';
import { formatDateTime, formatWait } from '../../domain/kernel/instant';
import type { PartWatch } from '../../domain/watch/model';
import { Button } from '../../ui';

type ClosedProps = {
  readonly past: readonly Incident[];
  readonly onShow: (id: IncidentId) => void;
};

/** What was, to be read and exported again. */
export const ClosedIncidents = ({ past, onShow }: ClosedProps) =>
  past.length === 0 ? null : (
    <>
      <h3>Closed incidents</h3>
      <ul className="hf-incident__past">
        {past.map((incident) => (
          <li key={incident.id}>
            <button type="button" className="hf-plain" onClick={() => onShow(incident.id)}>
              {incident.title}
            </button>{' '}
            {formatDateTime(incident.detectedAt)}, lasted{' '}
            {formatWait(incident.detectedAt, incident.fixedAt ?? incident.detectedAt)}
          </li>
        ))}
      </ul>
    </>
  );

type Props = ClosedProps & {
  readonly companion: boolean;
  readonly parts: readonly PartWatch[];
  readonly onOpen: () => void;
};

/** [SET-6] */
const fromWhenOn = (parts: readonly PartWatch[]): string =>
  parts.some(({ part, health }) => part === 'broker' && health === 'absent')
    ? ', of the way to EPS once a broker is set up'
    : '';

/** What stands here while nothing is wrong, and what was. */
export const NoIncident = ({ past, companion, parts, onOpen, onShow }: Props) => (
  <section className="hf-panel" aria-labelledby="outage-incident">
    <h2 id="outage-incident">No incident is open</h2>
    <p>
      One opens by itself when a part fails for five minutes
      {companion ? '' : fromWhenOn(parts)}.{' '}
      {companion
        ? 'What your other PMR meets is opened by hand. Its timeline and the promises'
        : 'What our probes cannot see is opened by hand. Its timeline, the promises and the backlog'}{' '}
      are kept here, and make the report.
    </p>
    <div className="hf-actions">
      <Button look="primary" onPress={onOpen} hint="I">
        Open an incident
      </Button>
    </div>
    <ClosedIncidents past={past} onShow={onShow} />
  </section>
);
