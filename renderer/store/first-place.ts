/** The first of so many places in an order at which `isBefore` holds no more; all of them where it always does. */
export const firstPlace = (count: number, isBefore: (place: number) => boolean): number => {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
};
