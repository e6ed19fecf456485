import { useCallback } from 'react';
import type { Site } from '../domain/kernel/context';
import type { RegistersPlace } from '../features/registers/places';
import { RegistersScreen } from '../features/registers/registers-screen';
import { callMain } from '../platform/bridge';
import type { CommandReply, EngineClient } from '../usecases/commands';
import type { Reads } from '../usecases/views';
import { registers, type Place } from './places';

type Props = {
  readonly at: RegistersPlace;
  readonly engine: EngineClient;
  readonly reads: Reads;
  readonly site: Site;
  readonly training: boolean;
  readonly now: number;
  readonly onReply: (reply: CommandReply) => void;
  readonly onPlace: (place: Place) => void;
};

const failed = { sentence: 'The record was not printed.', next: 'Look at the printer, then press P again.' };

/** What became of a page, as an answer to the person who printed it. */
const printed = (reply: Awaited<ReturnType<typeof callMain<'print.paper'>>>): CommandReply => {
  const answer = reply.ok ? reply.value : undefined;
  if (answer?.kind === 'printed')
    return { kind: 'done', sentence: `The record was handed to the printer ${answer.printer}.` };
  const { sentence, next } = answer ?? failed;
  return { kind: 'refused', code: 'NotPrinted', rule: 'USC-5', sentence, next };
};

/** The registers, with paper. */
export const RegistersRoute = ({ at, engine, reads, site, training, now, onReply, onPlace }: Props) => {
  const print = useCallback(
    (title: string, html: string) =>
      void callMain('print.paper', { title, html, page: 'A4', landscape: false, use: 'sheet' }).then(
        (reply) => onReply(printed(reply)),
      ),
    [onReply],
  );
  return (
    <RegistersScreen
      place={at}
      reads={reads}
      engine={engine}
      site={site}
      training={training}
      now={now}
      print={print}
      onReply={onReply}
      onGo={(next) => onPlace(registers(next))}
      onOpen={(key) => onPlace({ kind: 'prescription', key, from: 'registers' })}
    />
  );
};
