import { beforeLast, type Effect } from './apply-notification';
import type { TaskRequest } from './judge-task';
import type { Script } from './model';
import { rejected } from './outcome';
import { isRepeatDispensing } from './repeats';

const refuse = (...args: Parameters<typeof rejected>): Effect => ({
  kind: 'refused',
  answer: rejected(...args),
});

/** [TSP-8] A return: whole, undispensed, by its holder; nomination and holder go, a remembered cancellation comes. */
const applyReturn = (script: Script, request: TaskRequest, now: number): Effect => {
  if (script.status !== '0002' || script.holder?.ods !== request.ods)
    return refuse('PRESCRIPTION_INVALID_STATE_TRANSITION', `The prescription is ${script.status}.`);
  const open = script.cancelRemembered ? '0005' : '0007';
  return {
    kind: 'changed',
    script: {
      ...script,
      status: script.cancelRemembered ? '0005' : '0001',
      lines: script.lines.map((line) => (line.status === '0008' ? { ...line, status: open } : line)),
      holder: undefined,
      nominated: '',
      cancelRemembered: false,
      ...(script.cancelRemembered ? { cancelledAt: now } : {}),
    },
  };
};

const settled: readonly Script['status'][] = ['0008', '0009'];

/**
 * [TSP-9] Withdraws the last notification, and only the last; not one that was claimed or counts as not claimed.
 * Repeat dispensing goes back no further than with dispenser, active (eps.md 1.4).
 */
const applyWithdraw = (script: Script, request: TaskRequest): Effect => {
  const last = script.notifications.at(-1);
  if (!last || last.messageId !== request.focus.toLowerCase())
    return refuse('DISPENSE_AMEND_IDENTIFIER_MISMATCH');
  if (script.holder?.ods !== request.ods || settled.includes(script.status))
    return refuse('PRESCRIPTION_INVALID_STATE_TRANSITION', `The prescription is ${script.status}.`);
  const before = beforeLast(script, last);
  const isActive = before.status === '0002' && isRepeatDispensing(script);
  return { kind: 'changed', script: isActive ? { ...before, status: '0003' } : before };
};

export const applyTask = (script: Script, request: TaskRequest, now: number): Effect => {
  if (request.nhsNumber !== '' && request.nhsNumber !== script.nhsNumber)
    return refuse('INVALID_MESSAGE', 'Another patient.');
  if (request.issue === undefined && isRepeatDispensing(script))
    return refuse('MISMATCH_AUTHORISED_REPEAT_COUNT', 'It does not say which issue it is about.');
  return request.kind === 'return' ? applyReturn(script, request, now) : applyWithdraw(script, request);
};
