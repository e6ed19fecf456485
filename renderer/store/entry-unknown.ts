/** An entry that this program does not know: a newer one wrote it, so nothing may be skipped. */
export class EntryUnknown extends Error {
  override readonly name = 'EntryUnknown';
}
