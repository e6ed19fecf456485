import { describe, expect, it } from 'vitest';
import { roles } from '../../renderer/domain/users/model';
import type { Command } from '../../renderer/usecases/commands';
import { CommandBench } from '../support/command-bench';
import type { CommandCase } from '../support/command-case';
import { everyCommand } from '../support/every-command';

const cases = Object.entries(everyCommand) as unknown as readonly (readonly [Command['kind'], CommandCase])[];
const no = (): never => {
  throw new Error('nobody');
};
/** What says that it was the role, or that nobody is here. */
const byRight = ['RoleMissing', 'SignedOut'];

describe('whatever the screen offers', () => {
  it.each(cases)(
    '[USR-12] %s is for those who may, and whoever may not writes nothing',
    async (_kind, one) => {
      const bench = await CommandBench.open(one.profile);
      const command = await one.ready(bench);
      const written = bench.journal.entries.length;
      for (const role of [undefined, ...roles.filter((role) => !one.may.includes(role))]) {
        await bench.as(role);
        const reply = await bench.execute(command);
        expect(reply.kind === 'refused' && byRight.includes(reply.code), role ?? 'nobody').toBe(true);
        expect(bench.journal.entries.length, role ?? 'nobody').toBe(written);
      }
      await bench.as(one.may[0]);
      expect(await bench.execute(command)).toMatchObject(one.lacks ? { code: one.lacks } : { kind: 'done' });
      await bench.close();
    },
  );

  it.each(cases)('[SET-4] in a companion %s neither queues nor sends anything', async (_kind, one) => {
    const bench = await CommandBench.open(one.profile);
    const command = await one.ready(bench);
    await bench.openAs('companion');
    const written = bench.journal.entries.length;
    await bench.as(one.may[0]);
    await bench.execute(command);
    const kinds = bench.journal.entries.slice(written).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'message.queued' || kind.startsWith('broker.'))).toEqual([]);
    await bench.close();
  });

  it('[USR-6] [USR-11] whoever changes their own role goes on under the new one at once', async () => {
    const bench = await CommandBench.open();
    const key = await bench.script();
    const users = await bench.world.deps.store.loadUsers();
    const { userId, ...priya } = users.find(({ role }) => role === 'pharmacist') ?? users[0] ?? no();
    await bench.do({ kind: 'SignIn', userId, pin: '1111' });
    const details = { ...priya, role: 'dispenser', roleProfileId: '555086715199' } as const;
    await bench.do({ kind: 'ChangePerson', userId, details });
    expect(bench.world.deps.who.current()).toMatchObject({
      role: 'dispenser',
      roleProfileId: '555086715199',
    });
    expect(await bench.execute({ kind: 'CheckPrescription', key })).toMatchObject({ code: 'RoleMissing' });
    await bench.close();
  });
});
