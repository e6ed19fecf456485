import { Field } from './field';

type Known = { readonly sdsUserId: string; readonly roleProfileId: string; readonly jobRoleCode: string };
type Props = {
  readonly known: Known;
  readonly set: (name: keyof Known) => (value: string) => void;
};

/** What EPS wants to know of a person beside the name. */
export const EpsFields = ({ known, set }: Props) => (
  <>
    <Field label="SDS user id" value={known.sdsUserId} onChange={set('sdsUserId')} numeric />
    <Field label="SDS role profile id" value={known.roleProfileId} onChange={set('roleProfileId')} numeric />
    <Field label="Job role code" value={known.jobRoleCode} onChange={set('jobRoleCode')} />
  </>
);
