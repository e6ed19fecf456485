import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  _electron,
  test as base,
  expect,
  type ElectronApplication,
  type Locator,
  type Page,
} from '@playwright/test';
import { removeFolder } from '../support/folder';

/** What `test/run.mjs` found out: the runtime to drive, and the flags that root needs. */
const runtime = process.env.HOLDFAST_RUNTIME ?? '';
export const flags = (process.env.HOLDFAST_RUNTIME_FLAGS ?? '').split(' ').filter((flag) => flag !== '');
export const root = join(__dirname, '..', '..');
const shots = join(root, 'test-results', 'screenshots');

export type SpineScript = {
  readonly shortId: string;
  readonly issue: number;
  readonly status: string;
  readonly lines: readonly { readonly id: string; readonly status: string }[];
  readonly nominated: string;
  readonly holder: string;
  readonly badSignature: boolean;
  readonly applied: readonly string[];
};
export type SpineReceived = {
  readonly path: string;
  readonly requestId: string;
  readonly messageId: string;
  readonly sha256: string;
  readonly status: number;
  readonly replay: boolean;
};

/** A training Spine that runs by itself, so that the program can be killed and the Spine kept. */
class OutsideSpine {
  constructor(
    readonly url: string,
    readonly token: string,
    readonly process: ChildProcess,
  ) {}

  /** `aheadMs`: how far its clock is ahead of this computer's. */
  static start(aheadMs = 0): Promise<OutsideSpine> {
    const tool = JSON.stringify(join(root, 'dist', 'tools', 'spine.cjs'));
    const wrong = `const now = Date.now; Date.now = () => now() + ${aheadMs}; require(${tool});`;
    const child = spawn(process.execPath, ['-e', wrong]);
    return new Promise((done, fail) => {
      let output = '';
      child.once('exit', () => fail(new Error(`the training Spine ended: ${output}`)));
      child.stderr.on('data', (data) => (output += String(data)));
      child.stdout.on('data', (data) => {
        output += String(data);
        const url = /^url (\S+)$/m.exec(output)?.[1];
        const token = /^token (\S+)$/m.exec(output)?.[1];
        if (url !== undefined && token !== undefined) done(new OutsideSpine(url, token, child));
      });
    });
  }

  async #call<T>(path: string, body: unknown): Promise<T> {
    const response = await fetch(`${this.url}/_training/${path}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${this.token}` },
      body: JSON.stringify(body),
    });
    return (await response.json()) as T;
  }
  scripts(): Promise<readonly SpineScript[]> {
    return this.#call('scripts', null);
  }
  received(): Promise<readonly SpineReceived[]> {
    return this.#call('received', null);
  }
  faults(list: readonly object[]): Promise<unknown> {
    return this.#call('faults', list);
  }
  /** Entries of a recovery pack, each with its prescription inside. */
  entries(shortIds: readonly string[]): Promise<readonly { readonly id: string }[]> {
    return this.#call('messages', { shortIds });
  }
  /** The broker collects what is due for us and delivers nothing. */
  swallow(count: number): Promise<unknown> {
    return this.#call('swallow', { ods: 'FA565', name: 'The Training Pharmacy', count });
  }
  /** What hangs in the broker may be asked for by its id again. */
  letGo(count: number): Promise<unknown> {
    return this.#call('let-go', { count });
  }
  /** A `$release` that comes again is a new one from now on. */
  forgetReleases(): Promise<unknown> {
    return this.#call('forget-releases', null);
  }
  /** Where nominated scripts are given from now on. */
  nominatedAt(at: 'common' | 'unattended'): Promise<unknown> {
    return this.#call('nominated-at', { at });
  }
  prescribe(count: number): Promise<unknown> {
    return this.#call('prescribe', { count });
  }
  /** The prescriber sends a script again; its new id. */
  async prescribeAgain(shortId: string): Promise<string> {
    return (await this.#call<{ shortId: string }>('prescribe-again', { shortId, nominated: 'FA565' }))
      .shortId;
  }
  end(): void {
    this.process.removeAllListeners('exit');
    this.process.kill();
  }
  get args(): readonly string[] {
    return [`--spine=${this.url}`, `--spine-token=${this.token}`];
  }
}

export type Program = {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** Faults of main that nobody expected (PRF-10), as it says them; a test that makes one takes it out. */
  readonly faults: string[];
};

/** Arguments with which the program is started on a profile. */
export const programArgs = (profile: string, more: readonly string[] = []): string[] => [
  ...flags,
  root,
  `--profile=${profile}`,
  ...more,
];
export const runtimePath = runtime;

const launch = async (profile: string, more: readonly string[] = []): Promise<Program> => {
  const args = ['-r', join(root, 'test', 'e2e', 'await-driver.cjs'), ...programArgs(profile, more)];
  const app = await _electron.launch({ executablePath: runtime, args });
  const faults: string[] = [];
  app.process().stderr?.on('data', (data) => {
    faults.push(...(String(data).match(/a fault in the program itself.*/g) ?? []));
  });
  const page = await app.firstWindow();
  return { app, page, faults };
};

/** Presses a button that ends the program, which may be gone before the press is answered. */
export const pressToEnd = async ({ app }: Pick<Program, 'app'>, button: Locator): Promise<void> => {
  const closed = app.waitForEvent('close');
  await button.click().catch((failure: unknown) => {
    if (!/closed/.test(String(failure))) throw failure;
  });
  await closed;
};

export const signIn = async (page: Page, name = 'Priya Shah', pin = '1111'): Promise<void> => {
  await page.getByRole('button', { name: new RegExp(name) }).click();
  await page.getByLabel(/^PIN of/).fill(pin);
  await page.keyboard.press('Enter');
  // A drill begins at its own screen.
  await expect(
    page.getByRole('tab', { name: /To check/ }).or(page.getByRole('heading', { name: /^Drill: / })),
  ).toBeVisible();
};

/** The row that the keys act on; there is none while the list is still being read. */
export const chosenRow = (page: Page) => page.getByRole('option', { selected: true });

/** The name on a row, whole: as text, for its two parts stand in a line of their own. */
export const nameOf = async (row: Locator): Promise<string> =>
  (await row.locator('.hf-row__patient').textContent()) ?? 'no name';

/** Opens the n-th script of the list that is shown. */
export const openRow = async (page: Page, n = 0): Promise<string> => {
  await expect(chosenRow(page)).toBeVisible();
  await page.getByRole('option').nth(n).click();
  return (await page.getByTestId('short-id').innerText()).trim();
};

const steps = [
  ['c', /Pass the clinical check/],
  ['a', /Assembled/],
  ['v', /Pass the accuracy check/],
  ['h', /Hand out and notify EPS/],
] as const;

/** Takes the script that is open through its work by its keys, up to the step of that key, which is not taken. */
export const workUpTo = async (page: Page, end: 'h' | undefined): Promise<void> => {
  for (const [key, step] of steps) {
    await expect(page.getByRole('button', { name: step })).toBeEnabled();
    if (key === end) return;
    await page.keyboard.press(key);
  }
};

/** Takes the script that is open through the whole work by its keys, up to the hand-out. */
export const workThrough = (page: Page): Promise<void> => workUpTo(page, undefined);

export const handedOut = (page: Page) =>
  page.getByText(/Handed out\. (The dispense notification waits|Dispense notification: )/);

export const handOut = async (page: Page): Promise<void> => {
  await workThrough(page);
  await expect(handedOut(page)).toBeVisible();
};

/** A folder that stands in for what a person would choose when something is saved. */
type Saved = { readonly folder: string; readonly args: readonly string[] };

type Fixtures = {
  readonly profile: string;
  readonly saved: Saved;
  readonly start: (more?: readonly string[]) => Promise<Program>;
  /** How far the clock of the Spine is ahead of this computer's. */
  readonly spineAheadMs: number;
  readonly spine: OutsideSpine;
};

/** A profile folder for each test; every program that was started is closed at its end. */
export const test = base.extend<Fixtures>({
  // Playwright wants the first argument destructured.
  // eslint-disable-next-line no-empty-pattern
  profile: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'holdfast-e2e-'));
    await use(folder);
    await removeFolder(folder);
  },
  saved: async ({ profile }, use) => {
    const folder = join(profile, 'saved');
    mkdirSync(folder);
    await use({ folder, args: [`--answer-save=${folder}`] });
  },
  start: async ({ profile }, use) => {
    const started: Program[] = [];
    await use(async (more = []) => {
      const program = await launch(profile, more);
      started.push(program);
      return program;
    });
    for (const { app } of started) await app.close().catch(() => undefined);
    expect(started.flatMap(({ faults }) => faults)).toEqual([]);
  },
  spineAheadMs: [0, { option: true }],
  spine: async ({ spineAheadMs }, use) => {
    const spine = await OutsideSpine.start(spineAheadMs);
    await use(spine);
    spine.end();
  },
});

export const shot = async (page: Page, name: string): Promise<void> => {
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: join(shots, `${name}.png`) });
};

export { expect };

/** At the pace of a hand: what comes faster is taken for a scanner. */
export const askById = async (page: Page, shortId: string): Promise<void> => {
  // One download at a time: the first one must be over.
  await expect(page.getByRole('button', { name: /Last download/ })).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type(shortId, { delay: 90 });
  await expect(page.getByText(/Enter asks the Spine/)).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByText(/(^|\s)1 new prescription\./).first()).toBeVisible();
};
