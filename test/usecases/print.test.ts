import { afterEach, describe, expect, it } from 'vitest';
import { html } from '../../renderer/domain/kernel/html';
import type { PrintCommand } from '../../renderer/domain/prints/decide';
import { executeBy } from '../../renderer/engine/handlers';
import type { PrintPage } from '../../renderer/domain/kernel/print-page';
import type { TokenPrint } from '../../renderer/domain/prints/model';
import type { PaperReply, PrintJob } from '../../renderer/usecases/paper';
import { askToPrint, endPrint } from '../../renderer/usecases/prints/print';
import { printOnRecord } from '../../renderer/usecases/prints/print-on-record';
import { readScriptLog } from '../../renderer/usecases/prescriptions/script-log';
import { importAll, keyOf, scan, stuck } from '../support/desk-world';
import { MemoryJournal } from '../support/memory-journal';
import { signIn } from '../support/sign-in';
import { aSpine, forget, later, openWorld, type World } from '../support/world';

const name = 'print-test';
let world: World | undefined;
afterEach(async () => {
  world?.close();
  await forget(name);
});

/** A script that is here, and a press whose paper answers what the test says. */
const atThePress = async () => {
  const journal = new MemoryJournal();
  const spine = aSpine(1);
  const [script] = stuck(spine, 1);
  if (!script) throw new Error('no script');
  const opened = await openWorld({ name, spine, journal });
  world = opened;
  const { deps, clock } = opened;
  await signIn(opened);
  await importAll(opened, [script]);
  await scan(opened, script.shortId);
  const key = keyOf(script);
  const seen = { atPaper: [] as string[], before: [] as (readonly TokenPrint[])[] };
  const answers: PaperReply[] = [];
  const hand = async (): Promise<PaperReply> => {
    seen.atPaper.push(journal.entries.at(-1)?.kind ?? '');
    return answers.shift() ?? { kind: 'done', sentence: 'Sent to Zebra.', printer: 'Zebra' };
  };
  const carryOut = executeBy<PrintCommand['kind']>({
    AskToPrint: (command) => askToPrint(deps, command),
    EndPrint: (command) => endPrint(deps, command),
  });
  const execute: typeof carryOut = (command) => {
    later(clock, 1000);
    return carryOut(command);
  };
  const page: PrintPage = { title: 'Dispensing token', html: html`<p>body</p>`, page: 'A4' };
  const token: PrintJob = {
    of: 'token',
    key,
    page: (before) => {
      seen.before.push(before);
      return page;
    },
  };
  const sheet: PrintJob = { of: 'result-sheet', page: () => page };
  return {
    ...{ journal, deps, key, seen, answers, token, sheet },
    press: printOnRecord({ execute }, { print: hand, savePdf: hand }, true),
    unsure: printOnRecord({ execute }, { print: hand, savePdf: hand }, false),
    prints: () => journal.entries.filter(({ kind }) => kind.startsWith('print.')),
  };
};

describe('printing on record', () => {
  it('[WAT-17] whoever prints what bears a doubtful time is told to look at it, nobody else', async () => {
    const { press, unsure, sheet } = await atThePress();
    const dated: PrintJob = { ...sheet, byClock: true };
    const words = { sentence: expect.stringContaining('Look at its date before it is used') as string };
    expect(await unsure.toPaper(dated)).toMatchObject(words);
    expect(await unsure.toPdf(dated)).toMatchObject(words);
    expect(await unsure.toPaper(sheet)).not.toMatchObject(words);
    expect(await press.toPaper(dated)).not.toMatchObject(words);
  });

  it('[PRN-1] is in the journal before the page is drawn, and its end after it', async () => {
    const { press, sheet, seen, prints, answers } = await atThePress();
    await press.toPaper(sheet);
    answers.push({ kind: 'done', sentence: 'Saved.' }, { kind: 'cancelled' });
    await press.toPdf(sheet);
    await press.toPdf(sheet);
    expect(seen.atPaper).toEqual(['print.asked', 'print.asked', 'print.asked']);
    expect(prints().map(({ kind, by, data }) => [kind, by, (data as { end?: string }).end])).toEqual([
      ['print.asked', 'Priya Shah', undefined],
      ['print.ended', 'Priya Shah', 'printed'],
      ['print.asked', 'Priya Shah', undefined],
      ['print.ended', 'Priya Shah', 'saved'],
      ['print.asked', 'Priya Shah', undefined],
      ['print.ended', 'Priya Shah', 'stopped'],
    ]);
  });

  it('[PRN-2] nothing reaches the printer where the journal is full or nobody is signed in', async () => {
    const { press, journal, deps, seen, token } = await atThePress();
    journal.full = true;
    expect(await press.toPaper(token)).toMatchObject({ code: 'NotWritten' });
    journal.full = false;
    deps.who.become(undefined);
    expect(await press.toPaper(token)).toMatchObject({ code: 'SignedOut' });
    expect(seen.atPaper).toEqual([]);
  });

  it('[PRN-3] the second token is told as a reprint; one that failed is not counted', async () => {
    const { press, seen, token, answers, deps, key } = await atThePress();
    answers.push({ kind: 'refused', code: 'NotPrinted', rule: 'PRT-3', sentence: 'It jammed.', next: '' });
    expect(await press.toPaper(token)).toMatchObject({ kind: 'refused', sentence: 'It jammed.' });
    expect(await press.toPaper(token)).toMatchObject({ sentence: 'Sent to Zebra.' });
    const again = await press.toPaper(token);
    expect(again).toMatchObject({
      kind: 'done',
      sentence: expect.stringMatching(/^Sent to Zebra\. A reprint, copy 2: .* by Priya Shah\.$/) as string,
    });
    expect(seen.before.map(({ length }) => length)).toEqual([0, 0, 1]);
    expect((await deps.store.loadPrescription(key))?.tokens).toHaveLength(2);
  });

  it('[PRN-3] is the same when the index is made anew from the journal', async () => {
    const { press, token, journal, deps, key } = await atThePress();
    await press.toPaper(token);
    await press.toPaper(token);
    const before = await deps.store.loadPrescription(key);
    world?.close();
    await forget(name);
    world = await openWorld({ name, spine: aSpine(0), journal });
    expect(await world.deps.store.loadPrescription(key)).toEqual(before);
  });

  it('[PRN-4] stands in the log of the script and moves it in no list', async () => {
    const { press, token, deps, key } = await atThePress();
    const before = await deps.store.loadPrescription(key);
    await press.toPaper(token);
    const after = await deps.store.loadPrescription(key);
    expect({ ...after, tokens: undefined }).toEqual({ ...before, tokens: undefined });
    const log = (await readScriptLog(deps, key)).slice(-2);
    expect(log.map(({ sentence, by }) => `${by}: ${sentence}`)).toEqual([
      'Priya Shah: Dispensing token: asked for on paper.',
      'Priya Shah: Dispensing token: sent to Zebra.',
    ]);
  });
});
