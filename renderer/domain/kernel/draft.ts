/** A value while it is put together, before anybody else sees it. V8 copies objects into others slowly. */
export type Draft<T> = { -readonly [Part in keyof T]: T[Part] };
