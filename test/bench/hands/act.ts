import type { Locator, Page } from '@playwright/test';
import type { Random } from '../../support/fuzz';

const keys = [
  ...[
    'F1',
    'F2',
    'F3',
    'F4',
    'F5',
    'F6',
    'F7',
    'F8',
    'F9',
    'Control+b',
    'Control+k',
    'Control+Enter',
    '?',
    '/',
  ],
  ...[
    'ArrowDown',
    'ArrowUp',
    'ArrowLeft',
    'ArrowRight',
    'Home',
    'End',
    'PageDown',
    'Tab',
    'Shift+Tab',
    'Space',
  ],
  ...['Enter', 'Enter', 'Escape', 'Escape', 'Delete', ...'abcdeghiklmnopqrstuvwx'],
];
const texts = [
  ...[
    'Smith',
    '9449304130',
    '28',
    '14',
    '0',
    '-3',
    '1.5',
    '10:15',
    '01/11/2026',
    '32/13/2026',
    'FA565',
    '  ',
  ],
  ...['3D3F5A-A99968-1D2DBF', 'x'.repeat(300), 'Ölçü “—” \u202e', "Robert'); --", 'a\tb', '<b>1</b>'],
];
const controls =
  'button, a, input, select, textarea, summary, [role=tab], [role=option], [role=row], [role=menuitem]';
/** What would end the program, or open another profile in its place. */
const leaves =
  /close holdfast|for real|choose another|leave the drill|leave it for now|open it|begin the drill|^begin/i;

const nameOf = (control: Locator): Promise<string> =>
  control.evaluate((one: HTMLElement) => {
    const said = one.innerText || one.getAttribute('aria-label') || one.getAttribute('name') || '';
    return `${one.tagName.toLowerCase()} ${said.replace(/\s+/g, ' ').slice(0, 40)}`;
  });

const impatientMs = 800;

/** Does to a control what hands do to it; answers with what that was. */
const use = async (control: Locator, random: Random): Promise<string> => {
  const name = await nameOf(control);
  if (leaves.test(name.slice(name.indexOf(' ') + 1))) return `leaves ${name} alone`;
  const text = random.pick(texts);
  const option = random.below(6);
  const done = name.startsWith('select ')
    ? control.selectOption({ index: option }, { timeout: impatientMs })
    : /^(input|textarea) /.test(name)
      ? control.fill(text, { timeout: impatientMs }).catch(() => control.click({ timeout: impatientMs }))
      : control.click({ timeout: impatientMs });
  // It may be gone, covered or switched off by now, as under any hand that is late.
  await Promise.allSettled([done]);
  return name;
};

/** One act of hands that know nothing: a key, a control, or a text. */
export const actOnce = async (page: Page, random: Random): Promise<string> => {
  const chance = random.next();
  if (chance < 0.4) {
    const key = random.pick(keys);
    const held = await page.evaluate(() => document.activeElement?.textContent ?? '');
    if (/^(Enter|Space)$/.test(key) && leaves.test(held)) return `leaves ${held} alone`;
    await page.keyboard.press(key);
    return `key ${key}`;
  }
  if (chance < 0.85) {
    const shown = await page.locator(controls).filter({ visible: true }).all();
    const control = shown.length > 0 ? random.pick(shown) : undefined;
    // A screen that changes under the hand takes its controls with it.
    return control ? use(control, random).catch(() => 'a control that went') : 'nothing to touch';
  }
  const text = random.pick(texts).slice(0, 30);
  await page.keyboard.type(text);
  return `text ${text}`;
};
