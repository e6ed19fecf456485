import { join } from 'node:path';
import { app, dialog, type BrowserWindow, type OpenDialogOptions } from 'electron';
import type { FileKind } from '../contract/files';
import type { FileDialogs } from './dialogs';
import { kindWords } from './kinds';

const filterOf = (kind: FileKind) => ({
  name: kindWords[kind].name,
  extensions: [...kindWords[kind].extensions],
});

/** All kinds together first, so that a person sees every file that fits. */
const filtersOf = (kinds: readonly FileKind[]) => {
  const each = kinds.map(filterOf);
  const all = { name: 'All that fit', extensions: each.flatMap(({ extensions }) => extensions) };
  return each.length > 1 ? [all, ...each] : each;
};

/** Asked over the program's window where there is one. */
const openDialog = async (
  parent: BrowserWindow | undefined,
  options: OpenDialogOptions,
): Promise<readonly string[] | undefined> => {
  const { canceled, filePaths } = await (parent
    ? dialog.showOpenDialog(parent, options)
    : dialog.showOpenDialog(options));
  return canceled ? undefined : filePaths;
};

export const systemDialogs = (window: () => BrowserWindow | undefined): FileDialogs => ({
  askSave: async (suggestedName, kind) => {
    const options = {
      defaultPath: join(app.getPath('documents'), suggestedName),
      filters: [filterOf(kind)],
    };
    const parent = window();
    const { canceled, filePath } = await (parent
      ? dialog.showSaveDialog(parent, options)
      : dialog.showSaveDialog(options));
    return canceled || !filePath ? undefined : filePath;
  },
  askFolder: async () =>
    (await openDialog(window(), { properties: ['openDirectory', 'createDirectory'] }))?.[0],
  askOpen: (kinds, multiple) =>
    openDialog(window(), {
      filters: filtersOf(kinds),
      properties: multiple ? ['openFile', 'multiSelections'] : ['openFile'],
    }),
});
