import { deskTabs, type DeskTab } from '../../domain/desk/model';
import { resultPage, resultSheetOf, sheetSources, type SheetSource } from '../../domain/desk/result-sheet';
import { formatDateTime } from '../../domain/kernel/instant';
import type { PlainPage } from '../../domain/kernel/print-page';
import type { SheetEntry } from '../../domain/labels/barcode-sheet';
import { bestTimeOf } from '../best-time';
import type { Deps } from '../deps';

/** The result sheet of the desk, ready to be looked at and printed. */
export type MadeSheet = {
  /** What a sheet can be made for beside the whole desk. */
  readonly sources: readonly (SheetSource & { readonly count: number })[];
  readonly total: number;
  readonly left: string;
  readonly of: string;
  /** Whose desk, and as it stood when. */
  readonly stands: string;
  readonly codes: readonly SheetEntry[];
  readonly counts: readonly (readonly [tab: DeskTab, count: number])[];
  readonly page: PlainPage;
};

/** [DSK-16] Made of the index itself, group by group, so that no row can be missing or stand twice. */
export const makeResultSheet = async (
  deps: Deps,
  of: SheetSource | undefined,
): Promise<MadeSheet | undefined> => {
  const user = deps.who.current();
  if (!user) return undefined;
  const rows = (await Promise.all(deskTabs.map((tab) => deps.store.loadTab('desk', tab)))).flat();
  const companion = deps.kind === 'companion';
  const coming = (await deps.store.loadTab('packs', 'unfinished')).filter((one) => one.kind === 'pack');
  const sheet = resultSheetOf(rows, of, companion, coming);
  const [site, madeAt] = [deps.site, bestTimeOf(deps)];
  const { html, ...page } = resultPage(sheet, {
    site,
    madeAt,
    madeBy: user.name,
    companion,
  });
  return {
    sources: sheetSources(rows),
    total: sheet.total,
    left: sheet.left,
    of: sheet.of,
    stands: `${site.name} (${site.ods}), ${formatDateTime(madeAt)}`,
    codes: sheet.codes,
    counts: sheet.groups.map(({ tab, rows: inside }) => [tab, inside.length]),
    page: { ...page, html: String(html) },
  };
};
