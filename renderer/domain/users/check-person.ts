import { refuse, type Refusal } from '../kernel/refusal';
import { roles, type PersonDetails, type User } from './model';

const invalid = (sentence: string, next: string): Refusal => refuse('PersonInvalid', 'USR-3', sentence, next);

const sameName = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

/** [USR-3] What EPS wants to know of a person who acts. */
const checkForEps = (details: PersonDetails): Refusal | undefined => {
  if (details.sdsUserId.trim() === '')
    return invalid('EPS messages must carry a user id.', 'Copy the SDS user id from the smartcard.');
  if (details.roleProfileId.trim() === '')
    return invalid(
      'EPS messages must carry a role profile id.',
      'Copy the SDS role profile id from the smartcard profile.',
    );
  if (!/^\d{4,20}$/.test(details.roleProfileId))
    return invalid('The role profile id has digits only.', 'Copy it from the smartcard profile.');
  if (!/^(S\d{4}:G\d{4}:)?R\d{4}$/.test(details.jobRoleCode))
    return invalid(
      'This is not the shape of a job role code.',
      'It is like R8000 or S8000:G8000:R8000. Copy it from the smartcard profile.',
    );
  return undefined;
};

/** [USR-3] What is not right about a person, or nothing. `others` are the people already here. */
export const checkPerson = (
  details: PersonDetails,
  others: readonly User[],
  forEps: boolean,
): Refusal | undefined => {
  if (details.name.trim().length < 2)
    return invalid(
      'A person needs a name.',
      forEps ? 'Type the name as it is on the smartcard.' : 'Type it.',
    );
  if (!roles.includes(details.role)) return invalid('A person needs a role.', 'Choose a role from the list.');
  const wrong = forEps ? checkForEps(details) : undefined;
  if (wrong) return wrong;
  if (others.some((user) => sameName(user.name, details.name)))
    return invalid('There is a person of this name already.', 'Add a middle initial to tell them apart.');
  const { sdsUserId } = details;
  if (sdsUserId !== '' && others.some((user) => user.sdsUserId === sdsUserId))
    return invalid(
      'This SDS user id belongs to somebody who is here already.',
      'Change that person instead.',
    );
  return undefined;
};

/** Details as they were typed, in their proper form. */
export const tidyPerson = (details: PersonDetails): PersonDetails => ({
  name: details.name.trim(),
  role: details.role,
  sdsUserId: details.sdsUserId.trim(),
  roleProfileId: details.roleProfileId.trim(),
  jobRoleCode: details.jobRoleCode.trim().toUpperCase(),
  phone: details.phone.trim(),
});
