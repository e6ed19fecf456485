import type { Instant } from './instant';
import type { Role } from '../users/model';
import type { ClockFault } from './clock-fault';
import type { UserId } from './ids';

/** Who acts: everything that an EPS message must carry about a person (SCAL 1.2). */
export type Actor = {
  readonly userId: UserId;
  readonly name: string;
  readonly role: Role;
  /** SDS user id. */
  readonly sdsUserId: string;
  /** SDS role profile id, digits only: also the `NHSD-Session-URID` header. */
  readonly roleProfileId: string;
  /** SDS job role code, `S8000:G8000:R8000` or `R8000`. */
  readonly jobRoleCode: string;
  readonly phone: string;
};

/** The dispensing site, as each message names it. */
export type Site = {
  readonly ods: string;
  readonly name: string;
  readonly phone: string;
  readonly addressLines: readonly string[];
  readonly postcode: string;
  /** T1450 for England (NHSBSA), RQFZ1 for Wales (NWSSP). */
  readonly reimbursementAuthority: 'T1450' | 'RQFZ1';
};

/** All that a decision may know beside the state: no clock, no randomness of its own. */
export type DecideContext = {
  readonly now: Instant;
  /** What is known to be wrong with the clock that `now` is read from (WAT-16). */
  readonly clock?: ClockFault;
  /** A fresh lower-case v4 UUID at each call. */
  readonly newId: () => string;
  readonly user: Actor;
  readonly site: Site;
};
