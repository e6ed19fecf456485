import type { Barcode, DrawBarcode } from '../../domain/labels/barcode';
import { setUpPackText, setUpText } from '../../domain/scanning/learn';

/** Whole dots for each module, so that no bar is wider than its neighbour. */
const Picture = ({
  code,
  dots,
  height,
  alt,
}: {
  readonly code: Barcode;
  readonly dots: number;
  readonly height: number;
  readonly alt: string;
}) => (
  <div className="hf-setup-code">
    <img src={code.src} alt={alt} width={code.modulesWide * dots} height={height} />
  </div>
);

/** The set-up codes on the screen. */
export const Codes = ({ draw }: { readonly draw: DrawBarcode }) => {
  const pack = draw.packMatrix(setUpPackText);
  return (
    <div className="hf-codes">
      <figure>
        <figcaption>
          1. Scan this: it teaches keyboard layout, pace, and what comes before and after.
        </figcaption>
        <Picture code={draw.code128(setUpText)} dots={2} height={72} alt="Set-up code: a row of bars" />
      </figure>
      <figure>
        <figcaption>2. Then this, if the scanner reads square codes.</figcaption>
        <Picture code={pack} dots={3} height={pack.modulesHigh * 3} alt="Set-up code of a pack: a square" />
      </figure>
    </div>
  );
};
