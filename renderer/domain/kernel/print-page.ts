import type { Html } from './html';

/** What a template makes: a document for paper or PDF. The title is the job's name in a printer's queue: never a patient. */
export type PrintPage = {
  readonly title: string;
  /** The body, with its own `<style>`; pictures as `data:` only. It has no margin of its own. */
  readonly html: Html;
  readonly page: 'A4' | 'A5' | { readonly widthMm: number; readonly heightMm: number };
  readonly landscape?: boolean;
};

/** A page whose body is text already: it has left the engine, or is drawn as it is. */
export type PlainPage = Omit<PrintPage, 'html'> & { readonly html: string };

/** Which printer of this computer a page belongs on. */
export type PrintUse = 'label' | 'token' | 'sheet';
