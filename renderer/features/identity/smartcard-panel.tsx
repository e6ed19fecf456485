import { useState } from 'react';
import type { CommandReply, EngineClient } from '../../usecases/commands';
import type { SmartcardStatus } from '../../usecases/views';
import { formatClock, type Instant } from '../../domain/kernel/instant';
import { isLocum, type CardRole } from '../../domain/users/decide-smartcard';
import { Button, Said, useKeys } from '../../ui';

type Props = {
  readonly smartcard: SmartcardStatus;
  readonly now: Instant;
  readonly engine: EngineClient;
  readonly onReply: (reply: CommandReply) => void;
};

const Away = ({ again, onBegin }: { readonly again: boolean; readonly onBegin: () => void }) => {
  useKeys({ s: onBegin });
  return (
    <>
      {again ? (
        <Said look="attention">
          The smartcard’s session has ended. Messages wait here until you sign in again.
        </Said>
      ) : null}
      <p>CIS2 opens in your browser. What waits for EPS goes out once you are back.</p>
      <Button look="primary" onPress={onBegin} hint="S">
        Sign in with smartcard or CIS2
      </Button>
    </>
  );
};

const Asking = ({ since, onCancel }: { readonly since: string; readonly onCancel: () => void }) => {
  useKeys({ Escape: onCancel });
  return (
    <>
      <p role="status">
        Waiting for CIS2 in your browser since {since}. After five minutes this ends by itself.
      </p>
      <progress className="hf-progress" aria-label="Waiting for CIS2" />
      <Button onPress={onCancel} hint="Esc">
        Cancel
      </Button>
    </>
  );
};

type ChooseProps = {
  readonly asked: Extract<SmartcardStatus, { kind: 'choose-role' }>;
  readonly onChoose: (roleProfileId: string) => void;
  readonly onCancel: () => void;
};

/** A card does not always name where its role is. */
const placeOf = (role: CardRole): string =>
  role.orgName || (isLocum(role) ? 'National Locum Pharmacy' : 'pharmacy');

const ChooseRole = ({ asked, onChoose, onCancel }: ChooseProps) => (
  <>
    <p>{asked.name}: in which role do you work now?</p>
    <div className="hf-people">
      {asked.roles.map((role) => (
        <button key={role.roleProfileId} type="button" onClick={() => onChoose(role.roleProfileId)}>
          <strong>{role.jobRoleName || role.jobRoleCode}</strong>
          <br />
          {placeOf(role)} ({role.orgCode})
        </button>
      ))}
    </div>
    <Button onPress={onCancel}>Cancel</Button>
  </>
);

/** The smartcard's session: how it stands, and the way in and out. Nothing where there are no smartcards. */
export const SmartcardPanel = ({ smartcard, now, engine, onReply }: Props) => {
  const [refusal, setRefusal] = useState('');
  const run = (command: Parameters<EngineClient['execute']>[0]) => {
    setRefusal('');
    void engine.execute(command).then((reply) => {
      if (reply.kind === 'refused') setRefusal(`${reply.sentence} ${reply.next}`);
      else onReply(reply);
    });
  };
  const cancel = () => run({ kind: 'CancelSmartcard' });
  if (smartcard.kind === 'none') return null;
  return (
    <section className="hf-smartcard" aria-labelledby="smartcard-title">
      <h2 id="smartcard-title">Smartcard</h2>
      {refusal === '' ? null : <Said look="refused">{refusal}</Said>}
      {smartcard.kind === 'away' ? (
        <Away again={smartcard.again} onBegin={() => run({ kind: 'BeginSmartcard' })} />
      ) : null}
      {smartcard.kind === 'asking' ? (
        <Asking since={formatClock(smartcard.sinceAt, now)} onCancel={cancel} />
      ) : null}
      {smartcard.kind === 'choose-role' ? (
        <ChooseRole
          asked={smartcard}
          onChoose={(roleProfileId) => run({ kind: 'ChooseSmartcardRole', roleProfileId })}
          onCancel={cancel}
        />
      ) : null}
      {smartcard.kind === 'signed-in' ? (
        <>
          <p>Signed in at CIS2 since {formatClock(smartcard.sinceAt, now)}. Messages go out in your role.</p>
          <Button onPress={() => run({ kind: 'EndSmartcard' })}>Sign out of CIS2</Button>
        </>
      ) : null}
    </section>
  );
};
