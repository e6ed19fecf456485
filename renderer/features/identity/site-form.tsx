import { useState } from 'react';
import type { Site } from '../../domain/kernel/context';
import { siteIsSet } from '../../domain/settings/model';
import type { CommandReply, EngineClient } from '../../usecases/commands';
import { Button, Choices, Field, isChanged, Said, unsaved } from '../../ui';

type Props = {
  readonly site: Site;
  /** Whether EPS and who reimburses hear of it: not in a companion. */
  readonly forEps: boolean;
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

/** Which pharmacy this is: every message and every page says it. */
export const SiteForm = ({ site, forEps, engine, onReply }: Props) => {
  const named = siteIsSet(site);
  const [saved, setSaved] = useState<Site>(named ? site : blank);
  const [fields, setFields] = useState(saved);
  const [refusal, setRefusal] = useState('');
  const set = (name: 'ods' | 'name' | 'phone' | 'postcode') => (value: string) =>
    setFields({ ...fields, [name]: value });
  const setLine = (at: number) => (value: string) => {
    const lines = [0, 1, 2].map((i) => (i === at ? value : (fields.addressLines[i] ?? '')));
    setFields({ ...fields, addressLines: lines });
  };
  const submit = async () => {
    const reply = await engine.execute({ kind: 'SetSite', site: fields });
    setRefusal(reply.kind === 'refused' ? `${reply.sentence} ${reply.next}` : '');
    if (reply.kind !== 'done') return;
    setSaved(fields);
    onReply(reply);
  };
  return (
    <form
      className="hf-panel hf-identity-form"
      aria-labelledby="site-title"
      {...unsaved('the details of this pharmacy', named && isChanged(saved, fields))}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {named ? <h2 id="site-title">This pharmacy</h2> : <h1 id="site-title">Which pharmacy is this?</h1>}
      {named ? null : (
        <p>Every {forEps ? 'message and every page' : 'page'} carries these. They can be corrected later.</p>
      )}
      {refusal === '' ? null : <Said look="refused">{refusal}</Said>}
      <div className="hf-two">
        <Field label="ODS code" value={fields.ods} onChange={set('ods')} autoFocus={!named} />
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
            setFields({ ...fields, reimbursementAuthority: code === 'RQFZ1' ? 'RQFZ1' : 'T1450' })
          }
        />
      ) : null}
      <Button look={named ? 'secondary' : 'primary'} type="submit" onPress={() => undefined}>
        Save the pharmacy
      </Button>
    </form>
  );
};
