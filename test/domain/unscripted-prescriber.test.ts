import { describe, expect, it } from 'vitest';
import {
  commandOf,
  draftOf,
  offeredAuthority,
  withPatient,
} from '../../renderer/features/registers/supply-draft';
import { now, received } from '../support/builders';

const known = received();
const byClock = { now, clock: undefined };
const { name } = known.prescription.prescriber;

describe('the prescriber of an entry', () => {
  it('[USC-22] is offered from the patient’s script, and stands there only once somebody took or typed them', () => {
    const draft = draftOf(undefined, now, known.prescription.key);
    const offered = offeredAuthority(known);
    expect(offered).toMatchObject({ name });
    expect(commandOf(draft, known, undefined, byClock)).toMatchObject({
      entry: { prescriber: { name: '', address: '', phone: '' } },
    });
    if (!offered) throw new Error('none is offered');
    expect(commandOf({ ...draft, prescriber: offered }, known, undefined, byClock)).toMatchObject({
      entry: { prescriber: offered },
    });
    expect(offeredAuthority(undefined)).toBeUndefined();
  });

  it('[USC-22] goes with the patient from whose script they were taken; one who was typed stays', () => {
    const draft = draftOf(undefined, now, known.prescription.key);
    const prescriber = offeredAuthority(known);
    const patient = { kind: 'searching', text: '' } as const;
    if (!prescriber) throw new Error('none is offered');
    expect(withPatient({ ...draft, prescriber }, known, patient)).toEqual({
      ...{ patient, prescriber: { name: '', address: '', phone: '' } },
    });
    const typed = { ...prescriber, name: 'Dr Typed' };
    expect(withPatient({ ...draft, prescriber: typed }, known, patient)).toEqual({ patient });
  });
});
