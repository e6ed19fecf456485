import { join } from 'node:path';
import { app, dialog, type BrowserWindow } from 'electron';
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
  askFolder: async () => {
    const options = {
      properties: ['openDirectory', 'createDirectory'] as ('openDirectory' | 'createDirectory')[],
    };
    const parent = window();
    const { canceled, filePaths } = await (parent
      ? dialog.showOpenDialog(parent, options)
      : dialog.showOpenDialog(options));
    return canceled ? undefined : filePaths[0];
  },
  askOpen: async (kinds, multiple) => {
    const options = {
      filters: filtersOf(kinds),
      properties: multiple ? (['openFile', 'multiSelections'] as const) : (['openFile'] as const),
    };
    const parent = window();
    const asked = { ...options, properties: [...options.properties] };
    const { canceled, filePaths } = await (parent
      ? dialog.showOpenDialog(parent, asked)
      : dialog.showOpenDialog(asked));
    return canceled ? undefined : filePaths;
  },
});
