import type { IncidentCommand } from '../../domain/incidents/commands';
import type { Notice } from '../../domain/incidents/model';
import { paperWords } from '../../domain/incidents/words';
import type { Form } from './forms';

const formats = [
  { code: 'pdf', display: 'PDF' },
  { code: 'paper', display: 'On paper' },
  { code: 'markdown', display: 'Markdown, for a ticket' },
  { code: 'json', display: 'JSON, for a machine' },
] as const;

export type ReportAsked = Extract<IncidentCommand, { kind: 'NoteExport' }>;

/** [INC-9] Beside another PMR nothing is handed out from a script here. */
export const exportForm = (companion: boolean): Form<ReportAsked> => ({
  title: 'Export the report',
  intro:
    'Scope, impact, resolution activities, root cause, preventative actions, and the timeline. Notes go out as they were written: whoever is named in one is named in the report.',
  action: 'Export it',
  fields: [
    { kind: 'choice', name: 'format', label: 'As what', choices: formats },
    {
      kind: 'tick',
      name: 'withPatients',
      label: `Name the patients who were supplied ${companion ? '' : 'offline or '}without the script`,
    },
  ],
  initial: { format: 'pdf', withPatients: '' },
  read: (values) => ({
    kind: 'NoteExport',
    paper: 'report',
    format: formats.find(({ code }) => code === values.format)?.code ?? 'pdf',
    withPatients: values.withPatients === 'yes',
  }),
});

const noticeIntros: Readonly<Record<Notice, string>> = {
  icb: 'The particulars that the ICB asks for, on a page. It names no patient. What is not written down yet stands as that: add it under Cause and prevention.',
  patients:
    'In large letters, to hang up: what the outage means for them and what to do. Read it before you hang it up.',
};

/** A notice is paper, or a PDF that becomes it. */
export const noticeForm = (paper: Notice): Form<ReportAsked> => ({
  title: paperWords[paper],
  intro: noticeIntros[paper],
  action: 'Make it',
  fields: [{ kind: 'choice', name: 'format', label: 'As what', choices: formats.slice(0, 2) }],
  initial: { format: 'pdf' },
  read: (values) => ({
    kind: 'NoteExport',
    paper,
    format: values.format === 'paper' ? 'paper' : 'pdf',
    withPatients: false,
  }),
});
