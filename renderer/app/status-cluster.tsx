import { formatClock, formatDateTime } from '../domain/kernel/instant';
import type { EngineStatus } from '../usecases/views';
import { downloadWords } from './download-words';
import type { Place } from './places';

type Running = Extract<EngineStatus, { kind: 'running' }>;
type Props = { readonly status: Running; readonly onPlace: (place: Place['kind']) => void };

const brokerWords = ({ broker, now }: Running): { readonly text: string; readonly attention: boolean } => {
  switch (broker.kind) {
    case 'none':
      return { text: '', attention: false };
    case 'unknown':
      return { text: 'Broker: not asked yet', attention: false };
    case 'online':
      return { text: 'Broker online', attention: false };
    case 'offline':
      return {
        text: `Offline since ${formatClock(broker.sinceAt, now)}`,
        attention: true,
      };
  }
};

const outboxWords = ({
  broker,
  counters,
}: Running): { readonly text: string; readonly attention: boolean } => {
  const parked = counters['messages-parked'];
  const open = counters['messages-open'];
  if (parked > 0)
    return {
      text: parked === 1 ? '1 message needs a person' : `${parked} messages need a person`,
      attention: true,
    };
  const goesOn = broker.kind === 'offline' ? ' · dispensing goes on' : '';
  if (open === 0) return { text: goesOn === '' ? 'Outbox empty' : 'Dispensing goes on', attention: false };
  return { text: `${open === 1 ? '1 message waits' : `${open} messages wait`}${goesOn}`, attention: false };
};

type SmartcardPart = {
  readonly id: 'smartcard';
  readonly mark: string;
  readonly place: 'settings';
  readonly text: string;
  readonly attention: boolean;
};
const smartcardPart = ({ kind }: Running['smartcard']): SmartcardPart => ({
  id: 'smartcard',
  mark: '▣',
  place: 'settings',
  text: kind === 'signed-in' ? 'Smartcard in' : 'No smartcard',
  attention: kind !== 'signed-in',
});

/** Broker, outbox and last download: always in view, each opening the place where it can be acted on. */
export const StatusCluster = ({ status, onPlace }: Props) => {
  const { download } = status;
  const { smartcard, broker } = status;
  if (broker.kind === 'none')
    return (
      <div className="hf-status" role="group" aria-label="How things stand">
        <span className="hf-status__part">Companion: no broker</span>
      </div>
    );
  const parts = [
    ...(smartcard.kind === 'none' ? [] : [smartcardPart(smartcard)]),
    { id: 'broker', mark: '●', place: 'outage', ...brokerWords(status) },
    { id: 'outbox', mark: '↑', place: 'messages', ...outboxWords(status) },
    {
      id: 'download',
      mark: '↓',
      place: download.inDoubt.length > 0 ? 'messages' : 'today',
      ...downloadWords(download, status.now),
    },
  ] as const;
  const nextWords = [
    download.lastSentence,
    download.nextAt === undefined ? '' : `The next is at ${formatDateTime(download.nextAt)}.`,
  ]
    .filter((line) => line !== '')
    .join(' ');
  const titles = {
    broker: status.broker.kind === 'offline' ? `${status.broker.reason}.` : undefined,
    outbox: undefined,
    smartcard: undefined,
    download: nextWords,
  };
  return (
    <div className="hf-status" role="group" aria-label="How things stand">
      {parts.map((part) => (
        <button
          key={part.id}
          type="button"
          data-testid={`status-${part.id}`}
          className={part.attention ? 'hf-status__part hf-status__part--attention' : 'hf-status__part'}
          title={titles[part.id]}
          onClick={() => onPlace(part.place)}
        >
          <span aria-hidden="true">{part.attention ? '▲' : part.mark}</span>
          {part.text}
        </button>
      ))}
    </div>
  );
};
