import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { JournalEntry } from '../../electron/contract/journal-entry';
import { openJournal } from '../../electron/journal/open-journal';
import { deriveKeys } from '../../electron/keys/derive';
import { expect, handOut, openRow, programArgs, runtimePath, signIn, test } from './support';

const cycles = 50;

const keyOf = (profile: string): Uint8Array => {
  const file = JSON.parse(readFileSync(join(profile, 'keys.json'), 'utf8')) as { dataKey: string };
  return deriveKeys(new Uint8Array(Buffer.from(file.dataKey, 'base64'))).journal;
};

/** What can be told of an entry without naming anybody. */
const mark = ({ seq, kind, subject, at }: JournalEntry): string => `${seq} ${kind} ${subject.length} ${at}`;

const readJournal = async (
  profile: string,
): Promise<{ marks: string[]; intents: string[]; received: string[] }> => {
  const result = await openJournal({
    folder: join(profile, 'journal'),
    key: keyOf(profile),
    terminal: 'test',
  });
  if (result.kind !== 'open') throw new Error(`the journal is ${result.kind}`);
  const entries: JournalEntry[] = [];
  for (;;) {
    const some = await result.journal.read({
      from: entries.length + 1,
      maxEntries: 10_000,
      maxBytes: 1 << 26,
      withBytes: false,
    });
    if (some.length === 0) break;
    entries.push(...some);
  }
  await result.journal.close();
  return {
    marks: entries.map(mark),
    intents: entries.flatMap((entry) =>
      entry.kind === 'broker.intent' ? [(entry.data as { requestId: string }).requestId] : [],
    ),
    received: entries.filter((entry) => entry.kind === 'prescription.received').map((entry) => entry.subject),
  };
};

test(`kill -9 in ${cycles} cycles of writing: nothing acknowledged is lost, nothing is torn`, async ({
  start,
  spine,
  profile,
}) => {
  test.setTimeout(600_000);
  const first = await start(spine.args);
  await expect(first.page.getByText('Who is here?')).toBeVisible();
  await first.app.close();
  let before = await readJournal(profile);
  const journal = join(profile, 'journal', '000001.journal');
  let grew = 0;
  for (let cycle = 0; cycle < cycles; cycle += 1) {
    await spine.prescribe(40);
    const child = spawn(runtimePath, programArgs(profile, spine.args), { stdio: 'ignore' });
    const ended = once(child, 'exit');
    // It writes as soon as the file grows; the blow then falls a little later in each cycle.
    const size = statSync(journal).size;
    while (statSync(journal).size === size) await wait(2);
    await wait((cycle * 7) % 60);
    child.kill('SIGKILL');
    await ended;
    const now = await readJournal(profile);
    expect(now.marks.slice(0, before.marks.length), `cycle ${cycle}`).toEqual(before.marks);
    if (now.marks.length > before.marks.length) grew += 1;
    before = now;
  }
  // The kills must have struck while something was written, or this shows nothing.
  expect(grew).toBeGreaterThan(cycles * 0.9);
  const sent = (await spine.received()).map((one) => one.requestId);
  expect(sent.filter((id) => !before.intents.includes(id))).toEqual([]);
  expect(new Set(before.received).size).toBe(before.received.length);
  const { page } = await start(spine.args);
  await signIn(page);
  await expect(page.getByRole('tab', { name: /All/ })).toBeVisible();
  const shown = Number(/\d+/.exec(await page.getByRole('tab', { name: /All/ }).innerText())?.[0]);
  expect(shown).toBeGreaterThanOrEqual(before.received.length);
});

/** Where a notification is when the blow falls: taken and nothing done, or done and the answer on its way. */
const moments = [
  ['before EPS did anything', { kind: 'silence', only: 'notification' }],
  ['after EPS did it', { kind: 'delay', only: 'notification', ms: 600_000 }],
] as const;

for (const [moment, fault] of moments)
  test(`[OUT-3] kill -9 while a notification is being sent, ${moment}: the same bytes go again and it happens once`, async ({
    start,
    spine,
    profile,
  }) => {
    test.setTimeout(120_000);
    const { app, page } = await start(spine.args);
    await signIn(page);
    await spine.faults([fault]);
    const shortId = await openRow(page, 4);
    await handOut(page);
    const script = async () => (await spine.scripts()).find((one) => one.shortId === shortId);
    const sent = async () => (await spine.received()).filter(({ path }) => path.endsWith('$process-message'));
    await page.keyboard.press('F6');
    await expect(page.getByText('It goes now.')).toBeVisible();
    const done = fault.kind === 'silence' ? 0 : 1;
    await expect.poll(async () => (await sent()).length).toBe(done);
    const child = app.process();
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    expect((await script())?.applied).toHaveLength(done);
    const { intents } = await readJournal(profile);

    await spine.faults([]);
    const again = await start(spine.args);
    await signIn(again.page);
    await again.page.keyboard.press('F6');
    await expect(again.page.getByText('Nothing waits to be sent.')).toBeVisible({ timeout: 60_000 });
    await expect(
      again.page.getByText('Nothing needs a person. A message that EPS refuses appears here.'),
    ).toBeVisible();
    const all = await sent();
    const [first] = all;
    expect(all).toHaveLength(done + 1);
    // What was about to be sent stood in the journal before it left, and goes again under the same id.
    for (const one of all) expect(intents).toContain(one.requestId);
    for (const one of all) expect([one.messageId, one.sha256]).toEqual([first?.messageId, first?.sha256]);
    expect((await script())?.applied).toHaveLength(1);
    expect((await script())?.status).toBe('0006');
  });
