import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { JournalEntry } from '../../electron/contract/journal-entry';
import { openJournal } from '../../electron/journal/open-journal';
import { deriveKeys } from '../../electron/keys/derive';
import { expect, programArgs, runtimePath, signIn, test } from './support';

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
