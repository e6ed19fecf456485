/** What a person chose: the order, and the incident that was open then. */
export type OrderChoice = { readonly by: 'need' | 'waiting'; readonly incident: string | undefined };

/** [TRI-10] How the worklist is sorted, by what was chosen and the incident that is open. */
export const orderFor = (
  choice: OrderChoice | undefined,
  incident: string | undefined,
): OrderChoice['by'] => {
  if (choice === undefined) return 'need';
  return incident !== undefined && incident !== choice.incident ? 'need' : choice.by;
};
