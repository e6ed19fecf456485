import type { Health, PartName } from './model';

/** Parts by the names of SCREENS. */
export const partWords: Readonly<Record<PartName, string>> = {
  network: 'This computer',
  broker: 'Broker',
  spine: 'Spine behind it',
  'sign-in': 'Sign-in',
  printer: 'Printer',
};

export const noBrokerWords = 'No broker is set up';

export const healthWords: Readonly<Record<Health, string>> = {
  works: 'works',
  fails: 'fails',
  absent: 'none here',
  unknown: 'not measured',
};
