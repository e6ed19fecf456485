import { afterEach, describe, expect, it } from 'vitest';
import { answerNow } from '../../renderer/features/prescription/words';
import { actOnPrescription } from '../../renderer/usecases/prescriptions/act-on-prescription';
import { anActor } from '../support/builders';
import { MemoryJournal } from '../support/memory-journal';
import { download, find } from '../support/on-the-way';
import { sendDue } from '../support/send-due';
import { stepsOfWork } from '../support/wishes';
import { aSpine, forget, openWorld, type World } from '../support/world';

const name = 'answer-now';
let world: World | undefined;
afterEach(async () => {
  world?.close();
  await forget(name);
});

const begin = async () => {
  const spine = aSpine(1);
  const here = await openWorld({ journal: new MemoryJournal(), spine, name });
  world = here;
  here.deps.who.become(anActor());
  await download(here);
  const { key } = (await find(here, spine.scripts()[0]?.shortId ?? '')).prescription;
  return { here, key };
};
type Begun = Awaited<ReturnType<typeof begin>>;
const shown = async ({ here: { deps }, key }: Begun, reply: Parameters<typeof answerNow>[0]) =>
  answerNow(reply, await deps.store.messagesOf(key), deps.clock.now());

describe('[OUT-20] what was answered to whoever made a message', () => {
  it('says that it waits only while it does, and what was handed out all the time', async () => {
    const begun = await begin();
    const { here, key } = begun;
    for (const kind of stepsOfWork) await actOnPrescription(here.deps, key, { kind });
    const reply = await actOnPrescription(here.deps, key, { kind: 'SupplyInFull' });
    expect(reply.sentence).toBe('Handed out. The dispense notification waits for the broker.');
    expect(await shown(begun, reply)).toBeUndefined();
    here.broker.weather = ['lost-answer'];
    await sendDue(here);
    const later = await shown(begun, reply);
    expect(later?.sentence).toMatch(/^Handed out\. Dispense notification: No answer at/);
    expect(later?.sentence).not.toMatch(/waits for/);
    // What may not have arrived is not called done.
    expect(later?.look).toBe('attention');
  });

  it('of a return it says what EPS made of it', async () => {
    const begun = await begin();
    const { here, key } = begun;
    const reply = await actOnPrescription(here.deps, key, { kind: 'ReturnPrescription', reasonCode: '0003' });
    expect(await shown(begun, reply)).toBeUndefined();
    await sendDue(here);
    const later = await shown(begun, reply);
    expect(later?.sentence).toMatch(/^Return: EPS accepted it at/);
    expect(later?.look).toBe('done');
  });

  it('what has no message stays as it was said', async () => {
    const begun = await begin();
    const reply = await actOnPrescription(begun.here.deps, begun.key, { kind: 'CheckPrescription' });
    expect(reply.kind).toBe('done');
    expect(await shown(begun, reply)).toBeUndefined();
    expect(await shown(begun, undefined)).toBeUndefined();
  });
});
