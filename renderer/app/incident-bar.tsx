import { incidentLineWords } from '../domain/incidents/line-words';
import type { Instant } from '../domain/kernel/instant';
import type { IncidentLine } from '../usecases/views';
import { AttentionBar } from './attention-bar';

type Props = {
  readonly incident: IncidentLine | undefined;
  readonly now: Instant;
  readonly onOpen: () => void;
};

/** An open incident has its own line on every screen until it is closed. */
export const IncidentBar = ({ incident, now, onOpen }: Props) =>
  incident ? (
    <AttentionBar label="Open incident" word="Incident" hint="F7" testId="incident-bar" onOpen={onOpen}>
      {incidentLineWords(incident, now)}
    </AttentionBar>
  ) : null;
