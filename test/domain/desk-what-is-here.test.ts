import { describe, expect, it } from 'vitest';
import { isOver, meant, whatIsHere } from '../../renderer/domain/desk/what-is-here';
import { asReissueId } from '../../renderer/domain/kernel/ids';
import { asInstant } from '../../renderer/domain/kernel/instant';
import type { PrescriptionState } from '../../renderer/domain/prescriptions/model';
import { now, received } from '../support/builders';
import { asIssue, handedOutOffline, stateOfIssue } from '../support/desk';

type Custody = PrescriptionState['custody'];
const ours: Custody = { kind: 'ours', sinceAt: now };
const returned: Custody = { kind: 'returned', at: now, reason: { code: '0003', display: 'x' } };
const sealed: Custody = { kind: 'sealed', pack: 'Pack 17' } as never; // what else it says is read by nobody here
const returning: Custody = { kind: 'returning' } as never; // the same
const ended: Custody = { kind: 'ended', at: now, how: 'cancelled' };

const open = (n: number, custody: Custody = ours): PrescriptionState => ({
  ...stateOfIssue(received(), n),
  custody,
});
const done = (n: number, custody: Custody = ours): PrescriptionState => ({
  ...stateOfIssue(handedOutOffline(), n),
  custody,
});
const changed = (state: PrescriptionState, ms: number): PrescriptionState => ({
  ...state,
  lastChangedAt: asInstant(state.lastChangedAt + ms),
});
const meantOf = (...scripts: readonly PrescriptionState[]) => {
  const found = meant(scripts);
  // In whatever order they are found.
  expect(meant([...scripts].reverse())).toBe(found);
  return found && scripts.indexOf(found);
};

describe('which issue a scan means', () => {
  it.each([
    ['the one that is open', 0, [open(1), done(2)]],
    ['the later of two that are open', 1, [open(1), open(2)]],
    ['the later also where the earlier was changed last', 1, [changed(open(1), 1), open(2)]],
    ['the later also where it was changed last', 1, [open(1), changed(open(2), 1)]],
    ['one that is on its way back', 0, [open(1, returning), done(2)]],
    ['the latest where none is open', 1, [done(1), done(2)]],
    ['the latest where none is here', 1, [done(1, ended), done(2, returned)]],
    ['one that was handed out before one that lies in its pack', 0, [done(1), open(2, sealed)]],
    ['the latest of those that lie in their pack', 2, [open(1, sealed), open(2, sealed), open(3, sealed)]],
    ['none where none was here', undefined, []],
  ] as const)('[DSK-4] [DSK-24] %s', (_what, wanted, scripts) => {
    expect(meantOf(...scripts)).toBe(wanted);
  });

  it('[DSK-24] of two scripts that bear one id, the one that was changed last', () => {
    const script = open(1);
    const other: PrescriptionState = {
      ...script,
      prescription: asIssue(script.prescription, 2, 'aaaaaaaa-0000-4000-8000-000000000001'),
    };
    expect(meantOf(changed(script, 1), other)).toBe(0);
    expect(meantOf(script, changed(other, 1))).toBe(1);
  });
});

describe('what is here', () => {
  const replaced = { hold: { kind: 'superseded', reissueId: asReissueId('r') } } as const;

  it.each([
    ['superseded', { ...open(1), ...replaced }],
    ['superseded', { ...open(1, returning), ...replaced }],
    ['going-back', open(1, returning)],
    [undefined, { ...open(1, returned), ...replaced }],
    ['done', done(1, ended)],
    [undefined, { ...done(1, ended), work: 'part-supplied' }],
    [undefined, done(1, returned)],
    [undefined, done(1, sealed)],
    [undefined, open(1, ended)],
  ] as const)('[DSK-4] [DSK-12] is %s', (kind, state) => {
    expect(whatIsHere(state)?.kind).toBe(kind);
  });

  it('[DSK-24] is over once it was handed out, is ours by the Spine’s word, and is not held', () => {
    expect(isOver(done(1))).toBe(true);
    const held: PrescriptionState = { ...done(1), ...replaced };
    for (const state of [open(1), done(1, returned), handedOutOffline(), held])
      expect(isOver(state)).toBe(false);
  });
});
