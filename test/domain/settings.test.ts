import { describe, expect, it } from 'vitest';
import {
  decideConnection,
  decideSite,
  mayChangePassphrase,
  type SettingsContext,
} from '../../renderer/domain/settings/decide';
import { evolveSetting } from '../../renderer/domain/settings/evolve';
import { siteIsSet, siteNotSet, type Connection } from '../../renderer/domain/settings/model';
import { aSite, anActor, now } from '../support/builders';

const context: SettingsContext = {
  kind: 'live',
  by: anActor('manager'),
  site: { ...aSite, ods: siteNotSet },
  scripts: 0,
  loopbackAllowed: false,
};
const connection: Connection = {
  baseUrl: 'https://int.api.service.nhs.uk/fhir-dispensing/',
  tokenUrl: 'https://int.api.service.nhs.uk/oauth2/token',
  appId: 'app',
  keyId: 'holdfast-1',
  issuer: 'https://am.example.nhs.uk:443/openam/oauth2/realms/root',
  clientId: 'client',
};

describe('settings', () => {
  it('[SET-1] a manager or a pharmacist changes settings; a new profile’s first person names its site', () => {
    const named = { ...context, site: aSite };
    const other = { ...aSite, name: 'Another Name' };
    for (const role of ['manager', 'pharmacist'] as const)
      expect(decideSite(other, { ...named, by: anActor(role) }).kind).toBe('decided');
    for (const by of [anActor('technician'), anActor('dispenser'), undefined]) {
      expect(decideSite(other, { ...named, by })).toMatchObject({ kind: 'refused', rule: 'SET-1' });
      expect(decideConnection(connection, { ...named, by })).toMatchObject({
        kind: 'refused',
        rule: 'SET-1',
      });
    }
    expect(decideSite(aSite, { ...context, by: anActor('technician') }).kind).toBe('decided');
    expect(decideSite(aSite, { ...context, by: undefined }).kind).toBe('refused');
  });

  it('[SET-2] a site is whole, in its proper form, or refused with what to do', () => {
    expect(siteIsSet(context.site)).toBe(false);
    const typed = { ...aSite, ods: ' fa565 ', postcode: 'ls14ap', addressLines: ['1 Road ', ' ', 'Leeds'] };
    const decision = decideSite(typed, context);
    expect(decision).toMatchObject({
      kind: 'decided',
      events: [
        {
          type: 'settings.site-changed',
          site: { ods: 'FA565', postcode: 'LS1 4AP', addressLines: ['1 Road', 'Leeds'] },
        },
      ],
    });
    const wrong = [
      { ods: '' },
      { ods: 'FA-65' },
      { ods: siteNotSet },
      { name: 'x' },
      { phone: '12' },
      { phone: 'call us' },
      { name: 'x'.repeat(101) },
      { phone: '0113 496 01' },
      { addressLines: [' '] },
      { addressLines: ['1 Road', 'x'.repeat(101)] },
      { postcode: 'LS' },
    ];
    for (const change of wrong) {
      const refusal = decideSite({ ...aSite, ...change }, context);
      expect(refusal).toMatchObject({ kind: 'refused', rule: 'SET-2' });
      expect(refusal.kind === 'refused' && refusal.next).toMatch(/\.$/);
    }
    const longest = { name: 'x'.repeat(100), phone: '01134960100', addressLines: ['x'.repeat(100)] };
    expect(decideSite({ ...aSite, ...longest }, context).kind).toBe('decided');
  });

  it('[SET-3] a profile with scripts stays with its pharmacy, and the locum code is nobody’s', () => {
    const other = { ...aSite, ods: 'FV123' };
    expect(decideSite(other, { ...context, site: aSite, scripts: 1 })).toMatchObject({ rule: 'SET-3' });
    expect(decideSite(other, { ...context, site: aSite }).kind).toBe('decided');
    expect(decideSite({ ...aSite, ods: 'FFFFF' }, context).kind).toBe('refused');
    expect(decideSite(aSite, { ...context, site: aSite })).toMatchObject({ events: [] });
  });

  it('[SET-4] training is fixed, a companion has no broker', () => {
    expect(decideSite(aSite, { ...context, kind: 'training' })).toMatchObject({ rule: 'SET-4' });
    expect(decideConnection(connection, { ...context, kind: 'training' })).toMatchObject({ rule: 'SET-4' });
    expect(decideConnection(connection, { ...context, kind: 'companion' })).toMatchObject({ rule: 'SET-4' });
    expect(decideSite(aSite, { ...context, kind: 'companion' }).kind).toBe('decided');
  });

  it('[KEY-9] [SET-1] the passphrase is changed by those who change settings, where there is one', () => {
    for (const role of ['manager', 'pharmacist'] as const)
      expect(mayChangePassphrase('companion', anActor(role))).toBeUndefined();
    for (const by of [anActor('technician'), anActor('dispenser'), undefined])
      expect(mayChangePassphrase('live', by)).toMatchObject({ code: 'RoleMissing' });
    expect(mayChangePassphrase('training', anActor('manager'))).toMatchObject({ code: 'NoPassphrase' });
  });

  it('[SET-5] addresses are https, or this computer under a test’s switch', () => {
    const decided = decideConnection(connection, context);
    if (decided.kind !== 'decided') throw new Error(decided.sentence);
    const [event] = decided.events;
    expect(event && evolveSetting({ ...event, seq: 1, at: now, by: 'x' })).toMatchObject({
      connection: { baseUrl: 'https://int.api.service.nhs.uk/fhir-dispensing' },
    });
    const local = { ...connection, baseUrl: 'http://127.0.0.1:5000' };
    expect(decideConnection(local, context).kind).toBe('refused');
    expect(decideConnection(local, { ...context, loopbackAllowed: true }).kind).toBe('decided');
    for (const baseUrl of [
      'http://x.nhs.uk',
      'ftp://x',
      'https://',
      'https://a b',
      'https://x?y',
      'http://127.0.0.1.evil:1',
    ])
      expect(decideConnection({ ...connection, baseUrl }, { ...context, loopbackAllowed: true }).kind).toBe(
        'refused',
      );
    for (const change of [{ appId: '' }, { clientId: 'a b' }, { keyId: 'ä' }])
      expect(decideConnection({ ...connection, ...change }, context).kind).toBe('refused');
  });
});
