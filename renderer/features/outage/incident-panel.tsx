import type { Incident, Notice } from '../../domain/incidents/model';
import { severityWords } from '../../domain/incidents/words';
import { formatClock, formatDateTime, type Instant } from '../../domain/kernel/instant';
import { partWords } from '../../domain/watch/words';
import type { CommandReply } from '../../usecases/commands';
import { Button } from '../../ui';
import type { FormName } from './forms';
import { toldLine } from '../../domain/incidents/tell';
import { Timeline } from './timeline';

type Props = {
  readonly incident: Incident;
  readonly now: Instant;
  readonly onNote: (text: string) => Promise<CommandReply>;
  readonly onForm: (form: FormName | 'export' | Notice) => void;
  readonly onSupply: (() => void) | undefined;
  /** A profile without a broker does not see how many scripts come, and hands none out. */
  readonly companion: boolean;
};

const Facts = ({ incident, now, companion }: Pick<Props, 'incident' | 'now' | 'companion'>) => {
  const { reference, detectedAt, fixedAt, closedAt, closedBy, suppliedOffline, parts } = incident;
  return (
    <dl className="hf-incident__facts">
      <dt>Began</dt>
      <dd>{formatDateTime(detectedAt)}</dd>
      <dt>Fixed</dt>
      <dd>{fixedAt === undefined ? 'not yet' : formatClock(fixedAt, now)}</dd>
      <dt>Parts</dt>
      <dd>{parts.map((part) => partWords[part]).join(', ') || 'none measured'}</dd>
      <dt>Number</dt>
      <dd>
        {reference
          ? `${reference.reference}${reference.from === '' ? '' : ` (${reference.from})`}`
          : 'none yet'}
      </dd>
      {companion ? null : (
        <>
          <dt>Handed out offline</dt>
          <dd data-testid="supplied-offline">{suppliedOffline.length}</dd>
        </>
      )}
      <dt className="hf-incident__row">Told</dt>
      <dd className="hf-incident__wide" data-testid="told">
        {toldLine(incident, now)}
      </dd>
      {closedAt === undefined ? null : (
        <>
          <dt>Closed</dt>
          <dd>
            {formatDateTime(closedAt)}, {closedBy}
          </dd>
        </>
      )}
    </dl>
  );
};

/** One incident: what it is, what can be done in it, and its timeline. */
export const IncidentPanel = ({ incident, now, onNote, onForm, onSupply, companion }: Props) => {
  const open = incident.closedAt === undefined;
  const button = (form: FormName | 'export' | Notice, label: string, hint?: string) => (
    <Button onPress={() => onForm(form)} {...(hint === undefined ? {} : { hint })}>
      {label}
    </Button>
  );
  return (
    <section className="hf-panel hf-incident" aria-labelledby="outage-incident">
      <h2 id="outage-incident">
        {open ? 'Incident' : 'Closed incident'}: {incident.title}
      </h2>
      <p>{severityWords[incident.severity]}</p>
      <Facts incident={incident} now={now} companion={companion} />
      <div className="hf-actions hf-incident__actions">
        {open ? (
          <>
            {button('promise', 'Log a promise', 'P')}
            {button('workaround', 'Log a work-around', 'W')}
            {button('tell', 'Log who was told', 'T')}
            {onSupply ? (
              <Button onPress={onSupply} hint="S">
                Supply without the script
              </Button>
            ) : null}
          </>
        ) : null}
        {button('export', 'Export the report', 'E')}
      </div>
      <Timeline incident={incident} now={now} companion={companion} onNote={open ? onNote : undefined} />
      <div className="hf-actions hf-incident__actions">
        {button('icb', 'Notice to the ICB')}
        {button('patients', 'Notice for patients')}
      </div>
      {open ? (
        <div className="hf-actions hf-incident__actions">
          {button('reference', 'Incident number')}
          {companion ? null : button('expected', 'Scripts expected')}
          {button('severity', 'Grade it')}
          {button('explain', 'Cause and prevention')}
          {incident.fixedAt === undefined ? button('fixed', 'It is fixed') : null}
          {button('close', 'Close the incident')}
        </div>
      ) : null}
    </section>
  );
};
