import { formatShortClock, formatDateTime } from '../domain/kernel/instant';
import type { EngineStatus } from '../usecases/views';
import { downloadWords } from './download-words';
import { settingsAt, type Place } from './places';

type Running = Extract<EngineStatus, { kind: 'running' }>;
type Words = { readonly text: string; readonly attention: boolean };

/** One thing that is always in view, and the place where it can be acted on. */
export type StatusPart = Words & {
  readonly id: 'smartcard' | 'broker' | 'outbox' | 'download';
  readonly mark: string;
  readonly place: Place;
  readonly title?: string;
};

const smartcardPart = ({ kind }: Running['smartcard']): StatusPart => ({
  id: 'smartcard',
  mark: '▣',
  place: settingsAt('Smartcard'),
  text: kind === 'signed-in' ? 'Smartcard in' : 'No smartcard',
  attention: kind !== 'signed-in',
});

const brokerPart = ({ broker, now }: Running): StatusPart => {
  const part = { id: 'broker', mark: '●', place: { kind: 'outage' }, attention: false } as const;
  switch (broker.kind) {
    case 'none':
      return { ...part, text: 'Companion: no broker' };
    case 'not-set-up':
      return {
        ...part,
        place: settingsAt('Connection'),
        text: 'Broker: not set up',
        attention: true,
      };
    case 'unknown':
      return { ...part, text: 'Broker: not asked yet' };
    case 'online':
      return { ...part, text: 'Broker online' };
    case 'offline':
      return {
        ...part,
        text: `Offline since ${formatShortClock(broker.sinceAt, now)}`,
        title: `${broker.reason}.`,
        attention: true,
      };
  }
};

const outboxWords = ({ broker, counters }: Running): Words => {
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

const downloadPart = ({ download, now }: Running): StatusPart => ({
  id: 'download',
  mark: '↓',
  place: { kind: download.inDoubt.length > 0 ? 'messages' : 'today' },
  ...downloadWords(download, now),
  title: [
    download.lastSentence,
    download.nextAt === undefined ? '' : `The next is at ${formatDateTime(download.nextAt)}.`,
  ]
    .filter((line) => line !== '')
    .join(' '),
});

/** What the frame says, in its order. */
export const statusParts = (status: Running): readonly StatusPart[] => {
  const { broker, smartcard, download } = status;
  // [SET-4] Nothing is missing where there is to be none.
  if (broker.kind === 'none') return [brokerPart(status)];
  // [SET-6] Until there is a broker a smartcard opens nothing and no download is due; what is in doubt stays so.
  const isSetUp = broker.kind !== 'not-set-up';
  return [
    ...(isSetUp && smartcard.kind !== 'none' ? [smartcardPart(smartcard)] : []),
    brokerPart(status),
    { id: 'outbox', mark: '↑', place: { kind: 'messages' }, ...outboxWords(status) },
    ...(isSetUp || download.inDoubt.length > 0 ? [downloadPart(status)] : []),
  ];
};
