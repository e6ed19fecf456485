import type { Answer } from './json';
import type { NotificationRequest } from './judge-notification';
import type { Before, Line, Script } from './model';
import { rejected } from './outcome';
import { isRepeatDispensing, mayCount } from './repeats';
import { lineMayBecome, linesFit, statusFor } from './statuses';

export type Effect =
  | { readonly kind: 'refused'; readonly answer: Answer }
  | { readonly kind: 'changed'; readonly script: Script };

const refuse = (...args: Parameters<typeof rejected>): Effect => ({
  kind: 'refused',
  answer: rejected(...args),
});

/** A script as it was before its last notification. */
export const beforeLast = (script: Script, last: Before): Script => {
  const { handedOverAt: _later, ...rest } = script;
  return {
    ...rest,
    status: last.status,
    lines: last.lines,
    ...(last.handedOverAt === undefined ? {} : { handedOverAt: last.handedOverAt }),
    notifications: script.notifications.slice(0, -1),
  };
};

/** The state that a notification starts from: the present one, or for an amendment the one before the last. */
const startOf = (script: Script, request: NotificationRequest): Script | undefined => {
  if (request.replaces === '') return script;
  const last = script.notifications.at(-1);
  if (!last || last.messageId !== request.replaces) return undefined;
  return beforeLast(script, last);
};

/** What a script stays though its notification is amended: it was claimed, or counts as not claimed (eps.md 5.2). */
const staysAs = ({ status, claimedFrom }: Script): Script['claimedFrom'] =>
  status === '0008' ? claimedFrom : status === '0009' ? '0006' : undefined;

/** [TSP-29] The hand-over fixes the month of payment, so an amendment keeps it (eps.md 1.3, SCAL 2.2.1). */
const keepsTime = (script: Script, { replaces, handedOverAt }: NotificationRequest): boolean =>
  replaces === '' || script.handedOverAt === undefined || script.handedOverAt === handedOverAt;

/** [TSP-31] Repeat dispensing counts its issues, of the script and of each line, to the same end (eps.md 1.3). */
const countsRight = (start: Script, { issue, issues, lines }: NotificationRequest): boolean =>
  (issues === undefined || issues === start.issues) &&
  (!isRepeatDispensing(start) ||
    (issue !== undefined && lines.every((line) => mayCount(start, line.id, line.issues))));

const newLines = (start: Script, request: NotificationRequest): readonly Line[] | Effect => {
  const told = new Map(request.lines.map((line) => [line.id, line.status]));
  const strangers = request.lines.filter((line) => !start.lines.some((own) => own.id === line.id));
  const missing = start.lines.filter((line) => !told.has(line.id));
  if (strangers.length > 0 || missing.length > 0)
    return refuse('MEDICATIONREQUEST_NOT_FOUND', 'Every line item of the issue must be in the notification.');
  const lines: Line[] = [];
  for (const line of start.lines) {
    const to = told.get(line.id) ?? '';
    if (!lineMayBecome(line.status, to))
      return refuse('MEDICATIONREQUEST_INVALID_STATE_TRANSITION', `Line item from ${line.status} to ${to}.`);
    lines.push({ id: line.id, status: to });
  }
  return lines;
};

/** [TSP-6] [TSP-7] What a notification does to an issue, by the Spine's own rules (eps.md 1.3, 3.3, 3.4). */
export const applyNotification = (script: Script, request: NotificationRequest): Effect => {
  const start = startOf(script, request);
  if (!start) return refuse('DISPENSE_AMEND_IDENTIFIER_MISMATCH');
  if (!keepsTime(script, request)) return refuse('INVALID_MESSAGE', 'An amendment keeps whenHandedOver.');
  const claimed = staysAs(script);
  if (start.holder?.ods !== request.ods)
    return refuse('PRESCRIPTION_INVALID_STATE_TRANSITION', 'Another site has it.');
  if (start.status !== '0002' && start.status !== '0003')
    return refuse('PRESCRIPTION_INVALID_STATE_TRANSITION', `The prescription is ${start.status}.`);
  if (request.nhsNumber !== start.nhsNumber) return refuse('INVALID_MESSAGE', 'Another patient.');
  const lines = newLines(start, request);
  if ('kind' in lines) return lines;
  if (!countsRight(start, request))
    return refuse('MISMATCH_AUTHORISED_REPEAT_COUNT', `It is issue ${start.issue} of ${start.issues}.`);
  const status = statusFor(lines);
  if (request.status !== status || !linesFit(status, lines))
    return refuse(
      'PRESCRIPTION_INVALID_STATE_TRANSITION',
      `These lines make it ${status}, not ${request.status}.`,
    );
  if (claimed !== undefined && status !== claimed)
    return refuse(
      'PRESCRIPTION_INVALID_STATE_TRANSITION',
      'It was claimed, or counts as not claimed, so its status stays.',
    );
  const before = {
    messageId: request.messageId,
    status: start.status,
    lines: start.lines,
    ...(start.handedOverAt === undefined ? {} : { handedOverAt: start.handedOverAt }),
  };
  return {
    kind: 'changed',
    script: {
      ...start,
      status: claimed === undefined ? status : script.status,
      lines,
      handedOverAt: request.handedOverAt,
      notifications: [...start.notifications, before],
    },
  };
};
