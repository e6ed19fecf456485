import { useState } from 'react';
import type { ClockFault } from '../../domain/kernel/clock-fault';
import { asInstant } from '../../domain/kernel/instant';
import type { Site } from '../../domain/kernel/context';
import type { IssueKey } from '../../domain/kernel/ids';
import type { CommandReply, EngineClient, RegistersCommand } from '../../usecases/commands';
import type { PersonView, Reads } from '../../usecases/views';
import { RefusalScreen } from './refusal-screen';
import { RegistersList } from './list';
import { PairScreen } from './pair-screen';
import type { RegistersPlace } from './places';
import { PrintsScreen } from './prints-screen';
import { ReissueForm } from './reissue-form';
import type { Correcting } from './supply-draft';
import { SupplyForm } from './supply-form';
import { SupplyScreen, type PrintRecord } from './supply-screen';

type Props = {
  readonly place: RegistersPlace;
  readonly reads: Reads;
  readonly engine: EngineClient;
  readonly person: PersonView;
  readonly site: Site;
  readonly training: boolean;
  readonly companion: boolean;
  readonly now: number;
  readonly clock: ClockFault | undefined;
  readonly print: PrintRecord;
  readonly onReply: (reply: CommandReply | undefined) => void;
  /** `saved`: what was filled in is in the register. */
  readonly onGo: (place: RegistersPlace, saved?: boolean) => void;
  readonly onOpen: (key: IssueKey) => void;
  readonly backTo: string;
  readonly onBack: () => void;
};

/** Supplies without the script, re-sent scripts and possible duplicates. */
export const RegistersScreen = (props: Props) => {
  const { place, reads, engine, person, site, training, companion, now, print, onReply, onGo, onOpen } =
    props;
  const back = { backTo: props.backTo, onBack: props.onBack };
  // A correction is where it was begun: whoever goes elsewhere has left it.
  const [begun, setBegun] = useState<{ readonly at: RegistersPlace; readonly of: Correcting } | undefined>();
  const correcting = begun?.at === place ? begun.of : undefined;
  const setCorrecting = (of: Correcting) => setBegun({ at: place, of });
  const send = (command: RegistersCommand) => void engine.execute(command).then(onReply);
  /** A form closes once its entry is written; until then nothing of it is lost. */
  const save = (command: RegistersCommand, onDone: () => void) =>
    void engine.execute(command).then((reply) => {
      if (reply.kind !== 'done') return onReply(reply);
      onDone();
      // Its label is printed from there.
      onGo('entered' in reply ? { kind: 'supply', id: reply.entered } : { kind: 'list' }, true);
      onReply(reply);
    });
  const reissue = { reads, engine, person, companion, onOpen, ...back };
  // What was refused is being put right.
  const edited = () => onReply(undefined);
  const { clock } = props;
  const form = { engine, person, reads, now: asInstant(now), clock, onSave: save, onEdit: edited };
  if (correcting)
    return (
      <SupplyForm
        key={correcting.state.id}
        {...form}
        correcting={correcting}
        onBack={() => onGo({ ...place })}
      />
    );
  switch (place.kind) {
    case 'list':
      return <RegistersList reads={reads} onGo={onGo} />;
    case 'new-supply':
      return <SupplyForm key={place.key} {...form} issue={place.key} onBack={props.onBack} />;
    case 'prints':
      return <PrintsScreen reads={reads} now={asInstant(now)} onBack={props.onBack} />;
    case 'new-reissue':
      return <ReissueForm key={place.key} {...reissue} issue={place.key} onSave={save} />;
    case 'pair':
      return <PairScreen {...reissue} id={place.id} send={send} />;
    case 'refusal':
      return (
        <RefusalScreen
          {...{ reads, site, print }}
          {...back}
          id={place.id}
          onCorrect={(state) => setCorrecting({ kind: 'refusal', state })}
        />
      );
    case 'supply':
      return (
        <SupplyScreen
          {...{ engine, person, reads, site, training, companion, print, send, onOpen }}
          {...back}
          id={place.id}
          onRefused={onReply}
          onCorrect={(state) => setCorrecting({ kind: 'supply', state })}
        />
      );
  }
};
