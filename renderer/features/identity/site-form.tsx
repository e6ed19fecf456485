import { useState } from 'react';
import type { Site } from '../../domain/kernel/context';
import { siteIsSet } from '../../domain/settings/model';
import type { CommandReply, EngineClient } from '../../usecases/commands';
import { Button, Choices, Field, isChanged, kept, LeftDraft, Said, useDraft } from '../../ui';

type Props = {
  readonly site: Site;
  /** Whether EPS and who reimburses hear of it: not in a companion. */
  readonly forEps: boolean;
  /** [SET-7] The place in which it stands, which opens once it is saved; absent in the settings. */
  readonly closed?: string;
  readonly engine: EngineClient;
  readonly onReply: (reply: CommandReply) => void;
};

const authorities = [
  { code: 'T1450', display: 'England (NHS Business Services Authority)' },
  { code: 'RQFZ1', display: 'Wales (NHS Wales Shared Services Partnership)' },
];

const blank: Site = {
  ods: '',
  name: '',
  phone: '',
  addressLines: [],
  postcode: '',
  reimbursementAuthority: 'T1450',
};

const what = 'the details of this pharmacy';

/** [USR-15] What is typed, kept until it is saved. */
const useSite = ({ site, engine, onReply }: Props) => {
  const saved = siteIsSet(site) ? site : blank;
  const [refusal, setRefusal] = useState('');
  const draft = useDraft<Site>({
    ...{ id: 'site', of: JSON.stringify(site), what },
    isWorth: (typed) => isChanged(saved, typed),
  });
  const fields = draft.value ?? saved;
  const submit = async () => {
    const reply = await engine.execute({ kind: 'SetSite', site: fields });
    setRefusal(reply.kind === 'refused' ? `${reply.sentence} ${reply.next}` : '');
    if (reply.kind !== 'done') return;
    draft.saved();
    onReply(reply);
  };
  return { fields, draft, refusal, submit, hasChanged: isChanged(saved, fields) };
};

/** Which pharmacy this is: every message and every page says it. */
export const SiteForm = (props: Props) => {
  const { site, forEps, closed } = props;
  const alone = closed !== undefined;
  const { fields, draft, refusal, submit, hasChanged } = useSite(props);
  const set = (name: 'ods' | 'name' | 'phone' | 'postcode') => (value: string) =>
    draft.set({ ...fields, [name]: value });
  const setLine = (at: number) => (value: string) => {
    const lines = [0, 1, 2].map((i) => (i === at ? value : (fields.addressLines[i] ?? '')));
    draft.set({ ...fields, addressLines: lines });
  };
  return (
    <form
      className="hf-panel hf-identity-form"
      aria-labelledby="site-title"
      {...kept(what, hasChanged)}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {alone ? <h1 id="site-title">Which pharmacy is this?</h1> : <h2 id="site-title">This pharmacy</h2>}
      {alone ? <p>{closed} opens once this is saved; Settings (F8) and Keys (F1) are open now.</p> : null}
      {siteIsSet(site) ? null : (
        <p>Every {forEps ? 'message and every page' : 'page'} carries these. They can be corrected later.</p>
      )}
      <LeftDraft
        held={draft.held}
        what={what}
        gone="They were changed since, so what you typed and did not save is dropped."
        onAnew={draft.drop}
      />
      {refusal === '' ? null : <Said look="refused">{refusal}</Said>}
      <div className="hf-two">
        <Field label="ODS code" value={fields.ods} onChange={set('ods')} autoFocus={alone} />
        <Field label="Name of the pharmacy" value={fields.name} onChange={set('name')} />
        <Field label="Street" value={fields.addressLines[0] ?? ''} onChange={setLine(0)} />
        <Field label="Town" value={fields.addressLines[1] ?? ''} onChange={setLine(1)} />
        <Field label="County (if any)" value={fields.addressLines[2] ?? ''} onChange={setLine(2)} />
        <Field label="Postcode" value={fields.postcode} onChange={set('postcode')} />
        <Field label="Phone of the pharmacy" value={fields.phone} onChange={set('phone')} />
      </div>
      {forEps ? (
        <Choices
          legend="Who reimburses"
          choices={authorities}
          chosen={fields.reimbursementAuthority}
          onChoose={(code) =>
            draft.set({ ...fields, reimbursementAuthority: code === 'RQFZ1' ? 'RQFZ1' : 'T1450' })
          }
        />
      ) : null}
      <Button look={alone ? 'primary' : 'secondary'} type="submit" onPress={() => undefined}>
        Save the pharmacy
      </Button>
    </form>
  );
};
