import { useCallback, useState } from 'react';
import type { IncidentCommand } from '../../domain/incidents/commands';
import type { Incident, IncidentId, Notice } from '../../domain/incidents/model';
import type { IssueKey } from '../../domain/kernel/ids';
import { asInstant } from '../../domain/kernel/instant';
import type { PartHistory } from '../../domain/watch/history';
import type { PartWatch } from '../../domain/watch/model';
import type { BacklogView } from '../../usecases/incidents/backlog';
import type { ListPage } from '../../usecases/collections';
import type { CommandReply, EngineClient } from '../../usecases/commands';
import type { MadeReport } from '../../usecases/incidents/incident-report';
import type { Reads } from '../../usecases/views';
import type { WatchRow } from '../../domain/watch/rows';
import { Answer, useAsked, Button, useClock, useKeys, useLive, useNow } from '../../ui';
import { BacklogPanel } from './backlog-panel';
import { exportForm, noticeForm, type ReportAsked } from './export-forms';
import { FormDialog } from './form-dialog';
import { incidentForm, openForm, type FormName } from './forms';
import { IncidentPanel } from './incident-panel';
import { ClosedIncidents, NoIncident } from './no-incident';
import { PartsPanel } from './parts-panel';
import { WaitingPanel, type DeliverWaiting } from './waiting-panel';
import { WaitingSheetDialog } from './waiting-sheet-dialog';

/** Prints or saves a report; answers with what came of it. */
export type DeliverReport = (
  report: MadeReport,
  format: ReportAsked['format'],
) => Promise<CommandReply | undefined>;

type Props = {
  readonly reads: Reads;
  readonly engine: EngineClient;
  readonly parts: readonly PartWatch[];
  readonly companion: boolean;
  /** Changes whenever the backlog may have; it is then counted anew. */
  readonly pulse: string;
  /** Changes whenever what waits, or its order, may have. */
  readonly needs: number;
  readonly onReport: DeliverReport;
  readonly onWaiting: DeliverWaiting;
  readonly onOpen: (key: IssueKey) => void;
  readonly onSupply: (() => void) | undefined;
};

type Asked = FormName | 'export' | Notice | 'open' | 'waiting';

const countMs = 15_000;
const formOf = { pdf: 'page', paper: 'page', markdown: 'markdown', json: 'json' } as const;

const useIncidents = (reads: Reads, tab: 'open' | 'closed', limit: number) =>
  useLive(
    useCallback(
      (onValue: (page: ListPage<Incident>) => void) => reads.list('incidents', { tab, limit }, onValue),
      [reads, tab, limit],
    ),
  )?.rows;

const useHistories = (reads: Reads): readonly PartHistory[] => {
  const rows = useLive(
    useCallback(
      (onValue: (page: ListPage<WatchRow>) => void) =>
        reads.list('watch', { tab: 'parts', limit: 10 }, onValue),
      [reads],
    ),
  )?.rows;
  return (rows ?? []).filter((row): row is PartHistory => row.kind === 'part');
};

/** The backlog, counted anew now and then and when something moved. */
const useBacklog = (
  engine: EngineClient,
  incident: IncidentId | undefined,
  pulse: string,
): BacklogView | undefined => {
  const tick = useNow(countMs);
  const question = useCallback(() => engine.ask({ kind: 'Backlog', incident }), [engine, incident]);
  return useAsked(question, `${pulse} ${tick}`);
};

const useOutage = ({ reads, engine, companion, onReport, onSupply, pulse, needs }: Props) => {
  const [reply, setReply] = useState<CommandReply | undefined>(undefined);
  const [asked, setAsked] = useState<Asked | undefined>(undefined);
  const [shown, setShown] = useState<IncidentId | undefined>(undefined);
  const open = useIncidents(reads, 'open', 1)?.[0];
  const past = useIncidents(reads, 'closed', 20) ?? [];
  const incident = past.find(({ id }) => id === shown) ?? open;
  const backlog = useBacklog(engine, incident?.id, pulse);
  const waiting = useAsked(
    useCallback(() => engine.ask({ kind: 'Waiting' }), [engine]),
    needs,
  );
  const ask = (form: Asked) => () => setAsked(form);
  const note = () => document.getElementById('outage-note')?.focus();
  useKeys({
    ...(companion ? {} : { l: ask('waiting') }),
    ...(incident && incident === open
      ? {
          n: note,
          p: ask('promise'),
          w: ask('workaround'),
          t: ask('tell'),
          e: ask('export'),
          ...(onSupply ? { s: onSupply } : {}),
        }
      : {
          ...(open ? {} : { i: ask('open') }),
          ...(incident ? { e: ask('export'), Escape: () => setShown(undefined) } : {}),
        }),
  });
  const act = (id: IncidentId) => (command: IncidentCommand) =>
    engine.execute({ kind: 'ActOnIncident', id, act: command });
  const exported =
    (id: IncidentId) =>
    async (command: ReportAsked): Promise<CommandReply> => {
      const entered = await act(id)(command);
      if (entered.kind === 'refused') return entered;
      const { paper, format, withPatients } = command;
      const form = paper === 'report' ? formOf[format] : paper;
      const report = await engine.ask({ kind: 'Report', incident: id, form, withPatients });
      return (report && (await onReport(report, format))) ?? { kind: 'done', sentence: 'Nothing was saved.' };
    };
  return {
    ...{ reply, setReply, asked, setAsked, setShown, open, past, incident, backlog, waiting },
    ...{ act, exported },
  };
};

type OutageState = ReturnType<typeof useOutage>;

type DialogsProps = Pick<Props, 'engine' | 'companion' | 'onWaiting'> & { readonly outage: OutageState };

const Dialogs = ({ engine, companion, onWaiting, outage }: DialogsProps) => {
  const { asked, setAsked, setReply, incident, act, exported, waiting } = outage;
  const now = asInstant(useClock()());
  const close = (reply: CommandReply | undefined) => {
    setAsked(undefined);
    if (reply) setReply(reply);
  };
  if (asked === undefined) return null;
  if (asked === 'open')
    return (
      <FormDialog
        form={openForm(now)}
        onAsk={(command) => engine.execute({ kind: 'OpenIncident', ...command })}
        onClose={close}
      />
    );
  if (asked === 'waiting')
    return <WaitingSheetDialog view={waiting} engine={engine} deliver={onWaiting} onClose={close} />;
  if (!incident) return null;
  const papers = { export: exportForm(companion), icb: noticeForm('icb'), patients: noticeForm('patients') };
  return asked === 'export' || asked === 'icb' || asked === 'patients' ? (
    <FormDialog form={papers[asked]} onAsk={exported(incident.id)} onClose={close} />
  ) : (
    <FormDialog form={incidentForm(asked, incident, now)} onAsk={act(incident.id)} onClose={close} />
  );
};

/** Which part works, what waits, and the incident's record: an outage from its start to its end. */
export const OutageScreen = (props: Props) => {
  const { reads, engine, parts, companion, onSupply } = props;
  const now = asInstant(useNow(10_000));
  const outage = useOutage(props);
  const { reply, setReply, incident, open, past, backlog, setAsked, setShown, act } = outage;
  const histories = useHistories(reads);
  const write = (id: IncidentId) => async (text: string) => {
    const said = await act(id)({ kind: 'Note', text });
    setReply(said.kind === 'refused' ? said : undefined);
    return said;
  };
  return (
    <>
      <h1>Outage</h1>
      <Answer reply={reply} onClose={() => setReply(undefined)} />
      {companion ? null : (
        <WaitingPanel view={outage.waiting} onOpen={props.onOpen} onPrint={() => setAsked('waiting')} />
      )}
      <div className="hf-outage">
        <div>
          <PartsPanel parts={parts} histories={histories} now={now} />
          <BacklogPanel view={backlog} incident={incident} companion={companion} />
        </div>
        <div>
          {incident ? (
            <>
              <IncidentPanel
                incident={incident}
                now={now}
                onNote={write(incident.id)}
                onForm={setAsked}
                onSupply={onSupply}
                companion={companion}
              />
              {incident === open ? (
                past.length > 0 && (
                  <section className="hf-panel" aria-label="Closed incidents">
                    <ClosedIncidents past={past} onShow={setShown} />
                  </section>
                )
              ) : (
                <Button onPress={() => setShown(undefined)} hint="Esc">
                  {open ? 'Back to the open incident' : 'Back to what is open'}
                </Button>
              )}
            </>
          ) : (
            <NoIncident {...{ past, parts, companion }} onOpen={() => setAsked('open')} onShow={setShown} />
          )}
        </div>
      </div>
      <Dialogs engine={engine} companion={companion} onWaiting={props.onWaiting} outage={outage} />
    </>
  );
};
