import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { html } from '../../renderer/domain/kernel/html';

/** What a browser makes of escaped text. */
const unescaped = (text: string): string =>
  text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&');

describe('the tag html', () => {
  it('escapes every text, so that nothing becomes markup and nothing is lost', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const written = String(html`${text}`);
        expect(written).not.toMatch(/[<>"']/);
        expect(unescaped(written)).toBe(text);
      }),
    );
    expect(String(html`<td title="${'" onload="x'}">${'<b>'}</td>`)).toBe(
      '<td title="&quot; onload=&quot;x">&lt;b&gt;</td>',
    );
  });

  it('takes parts that it made itself as they are, also in a row, and leaves out what is not there', () => {
    const rows = ['a', '<b>'].map((text) => html`<i>${text}</i>`);
    expect(String(html`<b>${rows}${undefined}${3}</b>`)).toBe('<b><i>a</i><i>&lt;b&gt;</i>3</b>');
  });

  it('a value that looks like a part of its own making is still text', () => {
    const forged = JSON.parse('{"text":"<script>"}') as ReturnType<typeof html>;
    expect(String(html`${{ ...forged, toString: () => '<script>' }}`)).toBe('&lt;script&gt;');
  });
});
