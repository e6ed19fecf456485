import type { Site } from '../domain/kernel/context';
import { refuse } from '../domain/kernel/refusal';
import type { PackFiles } from '../features/settings/packs-panel';
import { callMain } from '../platform/bridge';

/** Saves a public key where a person says; answers with what became of it, or nothing where no place was chosen. */
export const saveKey = async (suggestedName: string, file: string): Promise<string | undefined> => {
  const bytes = new TextEncoder().encode(file);
  const reply = await callMain('files.save', { suggestedName, kind: 'json', bytes });
  if (!reply.ok) return reply.refusal.sentence;
  switch (reply.value.kind) {
    case 'saved':
      return `Saved as ${reply.value.name} in ${reply.value.folder}. It holds nothing secret.`;
    case 'cancelled':
      return undefined;
    case 'refused':
      return `${reply.value.sentence} ${reply.value.next}`;
  }
};

/** What Settings asks of main about packs. */
export const packFilesOf = ({ ods, name }: Pick<Site, 'ods' | 'name'>): PackFiles => ({
  ownKey: async () => {
    const reply = await callMain('packs.key', { ods, name });
    return reply.ok ? (reply.value ?? undefined) : undefined;
  },
  saveOwnKey: (file) => saveKey('Holdfast pack key', file),
  openKey: async () => {
    const reply = await callMain('files.open', { kinds: ['json'], multiple: false });
    if (!reply.ok || reply.value.kind !== 'opened') return undefined;
    const { files, leftOut } = reply.value;
    const [file] = files;
    const [left] = leftOut;
    if (file) return { kind: 'text', text: new TextDecoder().decode(file.bytes) };
    return left && refuse('KeyUnfit', 'LST-9', `${left.name} was not opened. ${left.sentence}`, '');
  },
  chooseFolder: async () => {
    const reply = await callMain('packs.choose-folder', undefined);
    return reply.ok ? (reply.value ?? undefined) : undefined;
  },
  watchedFolder: async () => {
    const reply = await callMain('packs.folder', undefined);
    return reply.ok ? reply.value : undefined;
  },
});
