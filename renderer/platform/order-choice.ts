import type { OrderChoice } from '../domain/triage/order';

/** Stored on this computer, in its profile: do not rename. Holds a choice and an incident's id, nobody's name. */
const name = 'holdfast.worklist-order';

/** What was chosen here last; undefined where nothing was, or it cannot be read. */
export const readOrderChoice = (): OrderChoice | undefined => {
  const [by, incident] = (localStorage.getItem(name) ?? '').split('|');
  if (by !== 'need' && by !== 'waiting') return undefined;
  return { by, incident: incident === '' ? undefined : incident };
};

export const writeOrderChoice = ({ by, incident }: OrderChoice): void =>
  localStorage.setItem(name, `${by}|${incident ?? ''}`);
