import type { PartName } from './model';

/** Parts by the names of SCREENS. */
export const partWords: Readonly<Record<PartName, string>> = {
  network: 'This computer’s network',
  broker: 'Broker',
  spine: 'Spine behind it',
  'sign-in': 'Sign-in',
  printer: 'Printer',
};
