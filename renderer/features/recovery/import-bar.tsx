import type { ImportProgress } from '../../usecases/pack-commands';

const words: Readonly<Record<ImportProgress['doing'], string>> = {
  storing: 'Writing it to the journal',
  listing: 'Putting its scripts on the desk',
};
const things: Readonly<Record<ImportProgress['doing'], string>> = { storing: 'parts', listing: 'scripts' };

/** How far an import is. Work goes on meanwhile. */
export const ImportBar = ({ progress }: { readonly progress: ImportProgress | undefined }) => (
  <>
    <progress
      className="hf-progress"
      aria-label="Import"
      {...(progress ? { max: progress.total, value: progress.done } : {})}
    />
    <p role="status">
      {progress
        ? `${words[progress.doing]}: ${progress.done.toLocaleString('en-GB')} of ${progress.total.toLocaleString('en-GB')} ${things[progress.doing]}.`
        : 'Beginning…'}
    </p>
    <p>If Holdfast stops meanwhile, nothing is half done: it goes on by itself, or it was never there.</p>
  </>
);
