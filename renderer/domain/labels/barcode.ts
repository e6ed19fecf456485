/** A barcode as a picture that comes with the page. Its size on paper follows from its modules. */
export type Barcode = {
  /** `data:image/svg+xml,…`, to be stretched to its size. */
  readonly src: string;
  readonly modulesWide: number;
  /** Of a code in two dimensions; 1 for a row of bars. */
  readonly modulesHigh: number;
};

/** Who draws barcodes: bwip-js on the screen, and in the tests. */
export type DrawBarcode = {
  readonly code128: (text: string) => Barcode;
  /** `text` may hold the separators of a pack's fields. */
  readonly packMatrix: (text: string) => Barcode;
};
