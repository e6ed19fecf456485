import { Button, Dialog } from '../../ui';
import type { LeftFiles } from './import-types';

type Props = { readonly left: LeftFiles; readonly onClose: () => void };

/** [LST-9] The files that were not taken, each with the reason and what to do. */
export const FilesLeftDialog = ({ left: { files, others }, onClose }: Props) => (
  <Dialog
    title={files.length === 1 ? '1 file was not taken' : `${files.length} files were not taken`}
    onClose={onClose}
  >
    <p>
      Nothing of {files.length === 1 ? 'it' : 'them'} was used.{others ? ' The others come next.' : ''}
    </p>
    <div className="hf-import__troubles" tabIndex={0} role="region" aria-label="Files that were not taken">
      <ul>
        {files.map(({ name, sentence }, i) => (
          <li key={`${name}${i}`}>
            <strong className="hf-import__file">{name}</strong>. {sentence}
          </li>
        ))}
      </ul>
    </div>
    <div className="hf-actions">
      <Button look="primary" onPress={onClose} hint="Esc">
        Close
      </Button>
    </div>
  </Dialog>
);
