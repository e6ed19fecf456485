import { describe, expect, it } from 'vitest';
import { closedUntilNamed, go, registers } from '../../renderer/app/places';
import { issueKeyOf } from '../../renderer/domain/kernel/ids';
import { siteNotSet } from '../../renderer/domain/settings/model';
import { aSite } from '../support/builders';

describe('[SET-7] until the pharmacy is named', () => {
  const site = { ...aSite, ods: siteNotSet };

  it('a place is named that opens then, the one that the menu shows', () => {
    const key = issueKeyOf('AAAAAA-BBBBBB-CCCCCC', 'x', 1);
    expect(closedUntilNamed(go('today'), 'live', site)).toBe('Today');
    expect(closedUntilNamed({ kind: 'prescription', key, from: 'desk' }, 'companion', site)).toBe('PWAD');
    expect(closedUntilNamed(registers({ kind: 'new-supply' }), 'live', site)).toBe('Registers');
  });

  it('the settings are open, and everything is once it is, as in training', () => {
    expect(closedUntilNamed({ kind: 'settings', at: 'scanner' }, 'live', site)).toBeUndefined();
    expect(closedUntilNamed(go('today'), 'live', aSite)).toBeUndefined();
    expect(closedUntilNamed(go('today'), 'training', site)).toBeUndefined();
  });
});
