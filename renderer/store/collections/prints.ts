import type { PrintEvent } from '../../domain/prints/events';
import { evolvePrintRecord, type PrintOnRecord } from '../../domain/prints/record';
import { isOf, type Collection } from './collection';

const isMine = isOf<PrintEvent>('print.');

/** Prints that are about no script: the latest first. */
export const prints: Collection<PrintOnRecord> = {
  idsOf: (event) => (isMine(event) && event.key === undefined ? [event.printId] : []),
  evolve: (state, event) => (isMine(event) ? evolvePrintRecord(state, event) : state),
  place: ({ askedAt }) => ({ tab: 'printed', order: 0 - askedAt }),
};
