import { dig, items, resourcesOf, str, type Json } from './json';
import type { Script } from './model';

const requestsOf = ({ bundle }: Pick<Script, 'bundle'>): readonly Json[] =>
  resourcesOf(bundle, 'MedicationRequest');

/** Whether an issue is one of repeat dispensing; a repeat prescription with a count of repeats is none. */
export const isRepeatDispensing = (script: Pick<Script, 'bundle'>): boolean =>
  requestsOf(script).some((request) =>
    items(request, 'courseOfTherapyType', 'coding').some(
      (coding) => str(coding, 'code') === 'continuous-repeat-dispensing',
    ),
  );

/** How many issues an item as released, or as told of, says that there are of it. */
export const issuesOfItem = (request: Json | undefined): number | undefined => {
  const further = dig(request, 'dispenseRequest', 'numberOfRepeatsAllowed');
  return typeof further === 'number' ? further + 1 : undefined;
};

/** The number of issues that a message may say of one line: those of the script, or the line's own (eps.md 1.3, 3.5). */
export const mayCount = (script: Script, lineId: string, issues: number | undefined): boolean =>
  issues !== undefined &&
  (issues === script.issues ||
    requestsOf(script).some(
      (request) =>
        str(items(request, 'identifier')[0], 'value').toLowerCase() === lineId &&
        issuesOfItem(request) === issues,
    ));
