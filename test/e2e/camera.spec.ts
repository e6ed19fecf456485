import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { Pixels } from '../../renderer/reading/barcodes';
import { anId, idPicture, picture } from '../support/sheets';
import { checkAccessible } from './accessible';
import { expect, openRow, shot, signIn, test } from './support';

const size = { width: 1280, height: 720 } as const;

/** A film for Chromium's fake camera: grey only, each picture shown for half a second, then from the beginning. */
const film = (path: string, pictures: readonly Pixels[]): string => {
  const grey = Buffer.alloc((size.width * size.height) / 2, 128);
  const frames = pictures.flatMap(({ data }) => {
    const luma = Buffer.from(data.filter((_, i) => i % 4 === 0));
    return [Buffer.from('FRAME\n'), luma, grey];
  });
  writeFileSync(
    path,
    Buffer.concat([Buffer.from(`YUV4MPEG2 W${size.width} H${size.height} F2:1 Ip A1:1 C420\n`), ...frames]),
  );
  return path;
};
const withFilm = (path: string): readonly string[] => [
  '--use-fake-device-for-media-stream',
  `--use-file-for-fake-video-capture=${path}`,
];
const blank = picture(size, () => false);

const camera = (page: Page) => page.getByRole('dialog', { name: 'Scan with the camera' });
const toDesk = async (page: Page): Promise<void> => {
  await page.keyboard.press('F4');
  await expect(page.getByLabel(/type its id and press Enter/)).toBeFocused();
};
/** What is left of the pictures that were asked for while the page is open. */
const liveTracks = (page: Page) =>
  page.evaluate(() => (window as unknown as { tracks: MediaStreamTrack[] }).tracks.map((t) => t.readyState));
const noteTracks = (page: Page) =>
  page.evaluate(() => {
    const all: MediaStreamTrack[] = [];
    Object.assign(window, { tracks: all });
    const before = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (wanted) => {
      const stream = await before(wanted);
      all.push(...stream.getTracks());
      return stream;
    };
  });

test('[SCN-20] [SCN-22] [SCN-23] the camera scans at the desk, stays open, and goes out with Esc', async ({
  start,
}) => {
  const id = anId(1);
  const path = test.info().outputPath('film.y4m');
  const { page } = await start(withFilm(film(path, [blank, idPicture(id)])));
  await signIn(page);
  await toDesk(page);
  await noteTracks(page);
  await page.keyboard.press('k');
  // Asked at once, so that the answer soon is what the Spine says (DSK-20).
  await expect(camera(page)).toContainText(new RegExp(`(REQUEST QUEUED|NOT KNOWN)\\. ${id}`));
  await expect(camera(page).getByLabel('What the camera sees')).toBeVisible();
  await shot(page, 'camera-scanned-1366');
  await checkAccessible(page);
  expect(await liveTracks(page)).toEqual(['live']);
  const withSound = page.evaluate(() =>
    navigator.mediaDevices.getUserMedia({ audio: true, video: true }).then(
      () => 'granted',
      (error: unknown) => (error instanceof Error ? error.name : ''),
    ),
  );
  expect(await withSound).toBe('NotAllowedError');
  await page.keyboard.press('Escape');
  await expect(camera(page)).toHaveCount(0);
  expect(await liveTracks(page)).toEqual(['ended']);
  await expect(page.getByLabel(/type its id and press Enter/)).toBeFocused();
  await expect(page.getByRole('status', { name: 'Last scan' })).toContainText('NOT KNOWN');
});

test('[SCN-20] from the scanner’s page, a script that is here is opened with Enter', async ({ start }) => {
  const first = await start();
  await signIn(first.page);
  const id = await openRow(first.page, 2);
  await first.app.close();
  const { page } = await start(withFilm(film(test.info().outputPath('film.y4m'), [blank, idPicture(id)])));
  await signIn(page);
  await page.keyboard.press('F8');
  await page.keyboard.press('b');
  await page.getByRole('button', { name: /Scan with the camera/ }).click();
  await expect(camera(page)).toContainText(`HERE. ${id}`);
  await expect(camera(page).getByRole('button', { name: /Open the script/ })).toBeFocused();
  await shot(page, 'camera-here-1366');
  await checkAccessible(page);
  await page.keyboard.press('Enter');
  await expect(camera(page)).toHaveCount(0);
  await expect(page.getByTestId('short-id')).toHaveText(id);
});

/** Counts what is told to the lock of the screen. */
const noteScans = (page: Page) =>
  page.evaluate(() => {
    const counted = Object.assign(window, { scans: 0 });
    window.addEventListener('holdfast-scanned', () => (counted.scans += 1));
  });
const scansOf = (page: Page) => page.evaluate(() => (window as unknown as { scans: number }).scans);

test('[SCN-25] each code that the camera takes counts as somebody being there', async ({ start }) => {
  // Out of the picture for more than two seconds, so that each round of the film is a scan.
  const empty = Array.from({ length: 6 }, () => blank);
  const path = test.info().outputPath('film.y4m');
  const { page } = await start(withFilm(film(path, [...empty, idPicture(anId(1))])));
  await signIn(page);
  await toDesk(page);
  await noteScans(page);
  await page.keyboard.press('k');
  await expect.poll(() => scansOf(page)).toBeGreaterThanOrEqual(2);
});

test('[SCN-21] after a fault the camera is tried again, and what it sees is there', async ({ start }) => {
  const { page } = await start(['--use-fake-device-for-media-stream']);
  await signIn(page);
  await toDesk(page);
  await noteTracks(page);
  await page.keyboard.press('k');
  await expect.poll(() => liveTracks(page)).toEqual(['live']);
  // As Chromium tells a page that a camera was unplugged.
  await page.evaluate(() =>
    (window as unknown as { tracks: MediaStreamTrack[] }).tracks[0]?.dispatchEvent(new Event('ended')),
  );
  await expect(camera(page)).toContainText('The camera was unplugged. Plug it in again');
  expect(await liveTracks(page)).toEqual(['ended']);
  await shot(page, 'camera-unplugged-1366');
  await checkAccessible(page);
  await camera(page).getByRole('button', { name: 'Try again' }).press('Enter');
  await expect(camera(page).getByLabel('What the camera sees')).toBeVisible();
  await expect.poll(() => liveTracks(page)).toEqual(['ended', 'live']);
  await expect(camera(page)).not.toContainText('unplugged');
});

test('[SCN-24] of two cameras one is chosen and kept; gone, it is said and another can be chosen', async ({
  start,
  profile,
}) => {
  const cameras = (count: number) => [`--use-fake-device-for-media-stream=device-count=${count}`];
  const list = (page: Page) => camera(page).getByLabel('Camera', { exact: true });
  const used = (page: Page) =>
    page.evaluate(() =>
      (window as unknown as { tracks: MediaStreamTrack[] }).tracks.map((track) => track.label),
    );
  const first = await start(cameras(2));
  await signIn(first.page);
  await toDesk(first.page);
  await noteTracks(first.page);
  await first.page.keyboard.press('k');
  await expect(list(first.page)).toHaveValue('');
  await list(first.page).focus();
  await first.page.keyboard.press('End');
  await expect.poll(() => used(first.page)).toHaveLength(2);
  const [, chosen = ''] = await used(first.page);
  expect(chosen).toContain('1');
  expect(await liveTracks(first.page)).toEqual(['ended', 'live']);
  await shot(first.page, 'camera-chosen-1366');
  await checkAccessible(first.page);
  await first.app.close();
  // Chromium makes ids anew where it had not kept yet what they are made from.
  const kept = join(profile, 'scanner.json');
  const settings = readFileSync(kept, 'utf8');
  writeFileSync(kept, settings.replace(/"id": "[^"]+"/, '"id": "of-another-day"'));
  const second = await start(cameras(2));
  await signIn(second.page);
  await toDesk(second.page);
  await noteTracks(second.page);
  await second.page.keyboard.press('k');
  await expect.poll(() => used(second.page)).toEqual([chosen]);
  await expect.poll(() => readFileSync(kept, 'utf8')).not.toContain('of-another-day');
  await second.app.close();
  const { page } = await start(cameras(1));
  await signIn(page);
  await toDesk(page);
  await noteTracks(page);
  await page.keyboard.press('k');
  await expect(camera(page)).toContainText('The camera that was chosen is not connected.');
  await expect(list(page).getByRole('option')).toHaveText([/not connected/, /fake_device_0/]);
  await shot(page, 'camera-gone-1366');
  await list(page).focus();
  await page.keyboard.press('End');
  await expect.poll(() => liveTracks(page)).toEqual(['live']);
  await expect(list(page)).toHaveCount(0);
});

test('[SCN-21] a computer without a camera says so', async ({ start }) => {
  const { page } = await start(['--use-fake-device-for-media-stream=device-count=0']);
  await signIn(page);
  await toDesk(page);
  await page.keyboard.press('k');
  await expect(camera(page)).toContainText('This computer has no camera that Holdfast can see.');
  await shot(page, 'camera-none-1366');
  await checkAccessible(page);
  await page.keyboard.press('Escape');
  await expect(camera(page)).toHaveCount(0);
});
