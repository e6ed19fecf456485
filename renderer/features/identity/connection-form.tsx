import { useCallback, useEffect, useState } from 'react';
import type { Connection } from '../../domain/settings/model';
import type { CommandReply, EngineClient } from '../../usecases/commands';
import { Button, Field, isChanged, Said, unsaved } from '../../ui';

type Props = {
  readonly connection: Connection | undefined;
  readonly engine: EngineClient;
  readonly onReply: (reply: CommandReply) => void;
};

const blank: Connection = {
  baseUrl: '',
  tokenUrl: '',
  appId: '',
  keyId: 'holdfast-1',
  issuer: '',
  clientId: '',
};

const labels: readonly (readonly [keyof Connection, string])[] = [
  ['baseUrl', 'Address of the broker (FHIR Dispensing API)'],
  ['tokenUrl', 'Address for tokens (API platform)'],
  ['appId', 'Application id (API key)'],
  ['keyId', 'Key id'],
  ['issuer', 'Address of CIS2 (issuer)'],
  ['clientId', 'Client id at CIS2'],
];

/** The key that signs for this pharmacy: made and kept by the program; only its public half is ever shown. */
const ClientKey = ({ keyId, engine, onReply }: Omit<Props, 'connection'> & { readonly keyId: string }) => {
  const [shown, setShown] = useState<string | undefined>(undefined);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState('');
  const look = useCallback(() => engine.ask({ kind: 'PublicKeySet', keyId }).then(setShown), [engine, keyId]);
  useEffect(() => void look(), [look]);
  const make = async () => {
    setBusy(true);
    const reply = await engine.execute({ kind: 'MakeClientKey', keyId });
    await look();
    setBusy(false);
    setRefusal(reply.kind === 'refused' ? `${reply.sentence} ${reply.next}` : '');
    if (reply.kind === 'done') onReply(reply);
  };
  return (
    <>
      <h3>Key</h3>
      {refusal === '' ? null : <Said look="refused">{refusal}</Said>}
      {shown === undefined ? (
        <p>
          No key has been made yet. It is made here and never leaves this computer; its public half is
          registered with the API platform and with CIS2.
        </p>
      ) : (
        <>
          <p>Register this public key set with the API platform and with CIS2. It is no secret.</p>
          <pre className="hf-raw" data-testid="public-key-set" tabIndex={0}>
            {shown}
          </pre>
        </>
      )}
      {busy ? <progress className="hf-progress" aria-label="Making the key" /> : null}
      <Button onPress={() => void make()} disabled={busy}>
        {shown === undefined ? 'Make the key' : 'Make a new key (the old one ends)'}
      </Button>
    </>
  );
};

/** Where the broker and CIS2 are, and how this pharmacy is known there. Live profiles only. */
export const ConnectionForm = ({ connection, engine, onReply }: Props) => {
  const [saved, setSaved] = useState<Connection>(connection ?? blank);
  const [fields, setFields] = useState(saved);
  const [refusal, setRefusal] = useState('');
  const submit = async () => {
    const reply = await engine.execute({ kind: 'SetConnection', connection: fields });
    setRefusal(reply.kind === 'refused' ? `${reply.sentence} ${reply.next}` : '');
    if (reply.kind !== 'done') return;
    setSaved(fields);
    onReply(reply);
  };
  return (
    <section className="hf-panel hf-identity-form" aria-labelledby="connection-title">
      <h2 id="connection-title">Connection</h2>
      <form
        {...unsaved('the connection', isChanged(saved, fields))}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {connection ? null : <p>The supplier or the NHS onboarding letter has these.</p>}
        {refusal === '' ? null : <Said look="refused">{refusal}</Said>}
        <div className="hf-two">
          {labels.map(([name, label]) => (
            <Field
              key={name}
              label={label}
              value={fields[name]}
              onChange={(value) => setFields({ ...fields, [name]: value })}
            />
          ))}
        </div>
        <Button type="submit" onPress={() => undefined}>
          Save the connection
        </Button>
      </form>
      <ClientKey keyId={fields.keyId} engine={engine} onReply={onReply} />
    </section>
  );
};
