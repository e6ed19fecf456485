import { useState } from 'react';
import type { ProfileKind, StartState } from '../../../electron/contract/channels';
import type { TakeUpReply } from '../../../electron/contract/files';
import type { Renewal } from '../../../electron/contract/keys';
import { Button, Field, Said, useNewPassphrase } from '../../ui';
import { ChooseKind } from './choose-kind';
import { RenewLock } from './renew-lock';

export type StartActions = {
  readonly unlock: (passphrase: string) => void;
  readonly unlockWithCode: (code: string) => void;
  readonly choosePassphrase: (passphrase: string) => void;
  readonly renew: (how: Renewal) => void;
  readonly codeKept: () => void;
  readonly proveCode: (code: string) => void;
  readonly showCodeAgain: () => void;
  readonly salvage: () => void;
  readonly choose: (kind: ProfileKind) => void;
  readonly takeUp: () => Promise<TakeUpReply | undefined>;
  readonly quit: () => void;
};

type UnlockProps = {
  readonly state: Extract<StartState, { kind: 'needs-passphrase' }>;
  readonly actions: StartActions;
};

const triedWords = (waitMs: number): string => {
  const seconds = Math.ceil(waitMs / 1000);
  if (seconds <= 0) return 'Nothing was changed.';
  return `Try again in ${seconds === 1 ? '1 second' : `${seconds} seconds`}.`;
};

const Unlock = ({ state, actions }: UnlockProps) => {
  const { codeOnly, sentence, waitMs } = state;
  const [typed, setTyped] = useState('');
  const [byCode, setByCode] = useState(codeOnly);
  // What was said of the passphrase says nothing of the code.
  const [passed, setPassed] = useState<unknown>(undefined);
  const submit = () => {
    (byCode ? actions.unlockWithCode : actions.unlock)(typed);
    setTyped('');
  };
  const change = () => {
    setByCode(!byCode);
    setTyped('');
    setPassed(state);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h1>{byCode ? 'Open with the recovery code' : 'Open this profile'}</h1>
      <p>
        Its data is encrypted.{' '}
        {byCode
          ? 'The recovery code was written down when it was made. Blanks and hyphens do not matter.'
          : ''}
      </p>
      {sentence === '' || passed === state ? null : (
        <Said look="refused">
          {sentence} {triedWords(waitMs)}
        </Said>
      )}
      <Field
        key={byCode ? 'code' : 'passphrase'}
        label={byCode ? 'Recovery code' : 'Passphrase'}
        value={typed}
        onChange={setTyped}
        secret={!byCode}
        autoFocus
      />
      <div className="hf-actions">
        <Button look="primary" type="submit" onPress={() => undefined} disabled={typed === ''} hint="Enter">
          Open
        </Button>
        {codeOnly ? null : (
          <Button onPress={change}>{byCode ? 'Use the passphrase' : 'Use the recovery code'}</Button>
        )}
      </div>
    </form>
  );
};

type ChooseProps = {
  readonly state: Extract<StartState, { kind: 'choose-passphrase' }>;
  readonly actions: StartActions;
};

const Choose = ({ state: { sentence, refusal }, actions }: ChooseProps) => {
  const { fields, isEmpty, enter } = useNewPassphrase('Passphrase', true);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const passphrase = enter();
        if (passphrase !== undefined) actions.choosePassphrase(passphrase);
      }}
    >
      <h1>Choose a passphrase</h1>
      <p>{sentence}</p>
      {refusal === undefined ? null : <Said look="refused">{refusal}</Said>}
      {fields}
      <Button look="primary" type="submit" onPress={() => undefined} disabled={isEmpty} hint="Enter">
        Protect this profile
      </Button>
    </form>
  );
};

const RecoveryCode = ({ code, actions }: { readonly code: string; readonly actions: StartActions }) => (
  <>
    <h1>Write down the recovery code</h1>
    <p>
      It opens this profile if the keychain or the passphrase is lost. It is shown this once and kept nowhere.
    </p>
    <p className="hf-code" data-testid="recovery-code">
      {code}
    </p>
    <p>Keep it on paper, away from this computer.</p>
    <Button look="primary" onPress={actions.codeKept}>
      It is written down
    </Button>
  </>
);

const ProveCode = ({ sentence, actions }: { readonly sentence: string; readonly actions: StartActions }) => {
  const [typed, setTyped] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        actions.proveCode(typed);
      }}
    >
      <h1>Type the recovery code from the paper</h1>
      <p>So it is sure that what was written down opens this profile. Blanks and hyphens do not matter.</p>
      {sentence === '' ? null : <Said look="refused">{sentence}</Said>}
      <Field label="Recovery code" value={typed} onChange={setTyped} autoFocus />
      <div className="hf-actions">
        <Button look="primary" type="submit" onPress={() => undefined} disabled={typed === ''} hint="Enter">
          Check it and open
        </Button>
        <Button onPress={actions.showCodeAgain}>Show the code again</Button>
      </div>
    </form>
  );
};

/** The last resort, asked twice: what it means stands beside the button that does it. */
const Salvage = ({ onSalvage }: { readonly onSalvage: () => void }) => {
  const [asked, setAsked] = useState(false);
  if (!asked) return <Button onPress={() => setAsked(true)}>Save what can be read…</Button>;
  return (
    <div>
      <Said look="attention">
        What is damaged or missing, and everything written after it, will be missing here: scripts, hand-outs
        and messages. The folder is kept as it is.
      </Said>
      <div className="hf-actions">
        <Button look="warning" onPress={onSalvage}>
          Save up to the damage and open
        </Button>
        <Button onPress={() => setAsked(false)}>Leave it</Button>
      </div>
    </div>
  );
};

const Stopped = ({
  state,
  actions,
}: {
  readonly state: Extract<StartState, { kind: 'stopped' }>;
  readonly actions: StartActions;
}) => (
  <>
    <h1>{state.title}</h1>
    <p>{state.sentence}</p>
    <p>
      <strong>What to do: </strong>
      {state.next}
    </p>
    {state.detail === '' ? null : (
      <details className="nhsuk-details">
        <summary className="nhsuk-details__summary">
          <span className="nhsuk-details__summary-text">Details</span>
        </summary>
        <pre className="hf-raw">{state.detail}</pre>
      </details>
    )}
    <div className="hf-actions">
      <Button onPress={actions.quit}>Close Holdfast</Button>
      {state.salvage ? <Salvage onSalvage={actions.salvage} /> : null}
    </div>
  </>
);

/** What a person sees before a profile is open. */
export const StartScreen = ({
  state,
  actions,
}: {
  readonly state: Exclude<StartState, { kind: 'opening' | 'ready' }>;
  readonly actions: StartActions;
}) => {
  switch (state.kind) {
    case 'choose':
      return (
        <ChooseKind state={state} onChoose={actions.choose} onTakeUp={actions.takeUp} onQuit={actions.quit} />
      );
    case 'needs-passphrase':
      return <Unlock state={state} actions={actions} />;
    case 'choose-passphrase':
      return <Choose state={state} actions={actions} />;
    case 'renew-lock':
      return <RenewLock state={state} onRenew={actions.renew} />;
    case 'prove-recovery-code':
      return <ProveCode sentence={state.sentence} actions={actions} />;
    case 'show-recovery-code':
      return <RecoveryCode code={state.code} actions={actions} />;
    case 'stopped':
      return <Stopped state={state} actions={actions} />;
  }
};
