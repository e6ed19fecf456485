import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { anId } from '../support/sheets';
import { checkAccessible } from './accessible';
import { answers, drop, exchangeKeys, makePack, makeShelves } from './pack-shelves';
import { scan } from './scans';
import { expect, openRow, shot, signIn, test, type Program } from './support';

const us = 'FA565';
const last = (page: Page) => page.getByRole('status', { name: 'Last scan' });
const earlier = (page: Page) => page.getByRole('list', { name: 'Before it' });
const tab = (page: Page, name: string) => page.getByRole('tab', { name });
const undo = (page: Page) => last(page).getByRole('button', { name: /Undo/ });
const shortId = (page: Page) => page.getByTestId('short-id');

type Fixtures = Parameters<Parameters<typeof test>[2]>[0];

/** Three scripts sealed in an imported pack, one that is here, and a broker that went away. */
const begin = async ({ start, spine, profile }: Pick<Fixtures, 'start' | 'spine' | 'profile'>) => {
  await spine.swallow(3);
  const sealed = (await spine.scripts())
    .filter(({ status, holder }) => status === '0002' && holder === us)
    .map((one) => one.shortId);
  const entries = JSON.stringify(await spine.entries(sealed));
  const shelves = makeShelves(profile);
  const program = await start([...answers(shelves), ...spine.args]);
  const { page } = program;
  await signIn(page);
  const here = await openRow(page, 3);
  await exchangeKeys(page, shelves);
  await drop(page, 'p.epspack', readFileSync(makePack(shelves, join(shelves.keys, 'p.epspack'), entries)));
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Import 3 scripts' }).click();
  await dialog.getByRole('button', { name: 'Go to the PWAD desk' }).click();
  await expect(tab(page, 'To scan 3')).toBeVisible();
  await spine.faults([{ kind: 'refuse-connection', only: 'any' }]);
  return { program, page, here, sealed };
};

/** Notes each tone; what was heard since the last look is told by its sound. */
const listen = async (page: Page): Promise<() => Promise<string>> => {
  await page.evaluate(() => {
    const tones = Object.assign(window, { tones: [] as string[] }).tones;
    const Plain = OscillatorNode;
    window.OscillatorNode = class extends Plain {
      constructor(context: BaseAudioContext, options?: OscillatorOptions) {
        super(context, options);
        tones.push(options?.type ?? '');
      }
    };
  });
  const names: Readonly<Record<string, string>> = {
    sine: 'accepted',
    'triangle triangle': 'attention',
    'square square': 'refused',
  };
  return async () => {
    const heard = await page.evaluate(() =>
      (window as unknown as { tones: string[] }).tones.splice(0).join(' '),
    );
    return names[heard] ?? heard;
  };
};

/** One paper after the other at the desk: what each is answered with, and the sound of it. */
const scanner = (program: Program, heard: () => Promise<string>) => async (code: string) => {
  await scan(program, code);
  return {
    says: async (words: string, sound: string): Promise<void> => {
      await expect(last(program.page)).toContainText(words);
      await expect.poll(heard).toBe(sound);
      await expect(program.page.getByLabel(/Scan the next barcode/)).toBeFocused();
    },
  };
};

test('[SCN-3] [DSK-9] [DSK-20] [DSK-21] at the desk each paper is answered by sight and sound, and none leads away', async ({
  start,
  spine,
  profile,
}) => {
  const { program, page, here, sealed } = await begin({ start, spine, profile });
  const [first = '', second = '', third = ''] = sealed;
  const unlisted = anId(7);
  const wrong = `${first.slice(0, -1)}${first.endsWith('A') ? 'B' : 'A'}`;
  const heard = await listen(page);
  const paper = scanner(program, heard);
  await (await paper(first)).says(`RELEASED OFFLINE ${first}`, 'accepted');
  await (await paper(first)).says(`HERE, RELEASED OFFLINE ${first}`, 'accepted');
  await expect(undo(page)).toBeVisible();
  await (await paper(here)).says(`HERE ${here}`, 'accepted');
  await expect(undo(page)).toHaveCount(0);
  await (await paper(unlisted)).says(`REQUEST QUEUED ${unlisted}`, 'accepted');
  await (await paper(unlisted)).says(`ASKED FOR ALREADY ${unlisted}`, 'attention');
  await page.keyboard.press('u');
  await expect(page.getByText('Taken out of the queue. Nothing was asked.')).toBeVisible();
  await (await paper(second)).says(`RELEASED OFFLINE ${second}`, 'accepted');
  // Letters that act in the empty box: all of them are the scan's.
  await (await paper('SUPKSUPKXX')).says('NOT A CODE WE KNOW', 'refused');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(tab(page, 'Released offline 2')).toBeVisible();
  await expect(tab(page, 'To scan 2')).toBeVisible();
  // What nobody can read stays in the box as if it was typed, and its Enter takes it.
  await page.keyboard.type('9XYZZY-12345');
  await page.keyboard.press('Enter');
  await expect(last(page)).toContainText('NOT A VALID ID 9XYZZY-12345');
  await expect.poll(heard).toBe('refused');
  await expect(undo(page)).toHaveCount(0);
  await (await paper('5012345678900')).says('A MEDICINE PACK 05012345678900', 'attention');
  await (await paper(wrong)).says(`NOT A VALID ID ${wrong}`, 'refused');
  await expect(earlier(page).getByRole('listitem')).toHaveText([
    '! Attention: A MEDICINE PACK 05012345678900',
    '✖ Refused: NOT A VALID ID 9XYZZY-12345',
    '✖ Refused: NOT A CODE WE KNOW SUPKSUPKXX',
    `✔ Accepted: RELEASED OFFLINE ${second}`,
  ]);
  await shot(page, 'desk-scans');
  await checkAccessible(page);

  // From a script that was opened at the desk.
  await (await paper(here)).says(`HERE ${here}`, 'accepted');
  await page.keyboard.press('o');
  await expect(shortId(page)).toHaveText(here);
  await scan(program, here);
  await expect(page.getByText(`HERE. ${here}`)).toBeVisible();
  await expect(shortId(page)).toHaveText(here);
  await scan(program, third);
  await expect(last(page)).toContainText(`RELEASED OFFLINE ${third}`);
});

test('[DSK-9] [SCN-28] a release is taken back on the script, after work on another row, and from away', async ({
  start,
  spine,
  profile,
}) => {
  const { program, page, here, sealed } = await begin({ start, spine, profile });
  const [first = '', second = ''] = sealed;
  const back = page.getByText('Put back into its pack. Nothing was sent.');
  await scan(program, first);
  await expect(last(page)).toContainText(`RELEASED OFFLINE ${first}`);
  await page.keyboard.press('o');
  await expect(shortId(page)).toHaveText(first);
  await expect(page.getByRole('button', { name: /Put it back into its pack/ })).toBeVisible();
  await shot(page, 'script-released-offline');
  await page.keyboard.press('u');
  await expect(back).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(tab(page, 'To scan 3')).toBeVisible();

  // Another row is asked for; the last scan keeps its undo.
  await scan(program, second);
  await expect(last(page)).toContainText(`RELEASED OFFLINE ${second}`);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('a');
  await expect(page.getByText(/Queued\. The Spine is asked/)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(undo(page)).toBeVisible();
  await page.keyboard.press('u');
  await expect(back).toBeVisible();

  // Over another patient's open script.
  await page.keyboard.press('F2');
  await scan(program, here);
  await expect(shortId(page)).toHaveText(here);
  await scan(program, second);
  const answer = page.getByRole('status').filter({ hasText: `RELEASED OFFLINE. ${second} · ` });
  await expect(answer).toContainText('F4 shows it on the desk; there U takes it back, O opens it.');
  await expect(shortId(page)).toHaveText(here);
  await shot(page, 'scan-away');
  await checkAccessible(page);
  await page.keyboard.press('F4');
  await expect(last(page)).toContainText(second);
  await page.keyboard.press('u');
  await expect(back).toBeVisible();
});
