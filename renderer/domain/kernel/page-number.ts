import { html } from './html';

/** On paper of several pages: which it is of how many, so that one that is missing shows. Stands in the margin. */
export const pageNumbers = html`<style>
  @page {
    @bottom-center {
      content: 'page ' counter(page) ' of ' counter(pages);
      font:
        8pt Arial,
        sans-serif;
    }
  }
</style>`;
