import { isNhsNumber } from '../kernel/nhs-number';
import { refuse, type Refusal } from '../kernel/refusal';
import type { Patient } from '../prescriptions/model';

/**
 * [PAT-12] What stands against a patient whom a person typed: another NHS number is another patient, so a slip in it
 * would let a second script pass. `known`: the number as it is on record already.
 */
export const mistyped = ({ nhsNumber }: Patient, known?: Patient): Refusal | undefined =>
  !nhsNumber || nhsNumber === known?.nhsNumber || isNhsNumber(nhsNumber)
    ? undefined
    : refuse(
        'NhsNumberWrong',
        'PAT-12',
        'This is not an NHS number: it has ten digits, and the last one is reckoned from the others.',
        'Type it again, or leave it empty: the script is found by name and birth date too.',
      );
