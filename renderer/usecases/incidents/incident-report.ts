import { reportJson, reportMarkdown, reportPage } from '../../domain/incidents/report-forms';
import { icbNoticePage, patientsNoticePage } from '../../domain/incidents/notices';
import { reportName, reportOf, type AffectedScript, type ReportFacts } from '../../domain/incidents/report';
import { paperWords } from '../../domain/incidents/words';
import { worseOf } from '../../domain/backlog/estimate';
import { openOf } from '../../domain/incidents/left';
import type { Incident, IncidentId, Notice } from '../../domain/incidents/model';
import { nameOf } from '../../domain/patients/words';
import { readBacklogView } from './backlog';
import type { Deps } from '../deps';
import { deskIn, openRegisters, reissuesIn, suppliedIn } from './open-registers';

export type ReportForm = 'page' | 'markdown' | 'json' | Notice;
/** A report ready to be printed or saved: text, and a name for the file without its ending. */
export type MadeReport = { readonly title: string; readonly name: string; readonly text: string };

const affectedBy = async (deps: Deps, incident: Incident): Promise<readonly AffectedScript[]> => {
  const states = await deps.store.loadPrescriptions(incident.suppliedOffline);
  return states.flatMap((state) => {
    if (!state) return [];
    const { shortId, patient } = state.prescription;
    return [{ shortId, patient: nameOf(patient) }];
  });
};

/**
 * [INC-9] The report of an incident in one of its forms. Patients stand in it only if they were asked for; whether
 * the person may have them was decided when the export was entered in the timeline.
 */
export const makeReport = async (
  deps: Deps,
  id: IncidentId,
  form: ReportForm,
  withPatients: boolean,
): Promise<MadeReport | undefined> => {
  const [incident] = await deps.store.loadFromList('incidents', [id]);
  const user = deps.who.current();
  if (!incident || !user) return undefined;
  const { backlog, queues } = await readBacklogView(deps, incident);
  const [out] = queues;
  const last = incident.timeline.at(-1)?.fact;
  const mayName = last?.kind === 'exported' && last.withPatients;
  const companion = deps.kind === 'companion';
  const { closedAt } = incident;
  // What came after it was closed is none of it.
  const span = { from: incident.detectedAt, until: closedAt ?? deps.clock.now() };
  const supplied = await suppliedIn(deps, span);
  const named = withPatients && mayName;
  const facts: ReportFacts = {
    site: deps.site,
    terminal: deps.terminal,
    training: deps.kind === 'training',
    companion,
    withoutScript: supplied.length,
    reissues: await reissuesIn(deps, span),
    desk: await deskIn(deps, span),
    open: closedAt === undefined ? openOf(incident, await openRegisters(deps)) : [],
    madeAt: deps.clock.now(),
    madeBy: user.name,
    backlog,
    estimate: queues.map(({ estimate }) => estimate).reduce(worseOf, { kind: 'clear' }),
    rates: out?.rates,
    // Beside another PMR nothing is handed out from a script here.
    affected: named && !companion ? await affectedBy(deps, incident) : undefined,
    suppliedTo: named
      ? supplied.map(({ entry }) => ({ at: entry.suppliedAt, patient: nameOf(entry.patient) }))
      : undefined,
  };
  if (form === 'icb' || form === 'patients') {
    const text = { icb: icbNoticePage, patients: patientsNoticePage }[form](incident, facts);
    return { title: paperWords[form], name: reportName(incident, form), text };
  }
  const report = reportOf(incident, facts);
  const write = { page: reportPage, markdown: reportMarkdown, json: reportJson }[form];
  return { title: report.title, name: reportName(incident), text: write(report) };
};
