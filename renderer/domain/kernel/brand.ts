declare const brand: unique symbol;

/** A primitive that only its own reader can make, so that one kind of id cannot stand in for another. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
