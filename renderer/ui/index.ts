export { Area } from './area';
export { Button } from './button';
export { Choices } from './choices';
export { Dialog } from './dialog';
export { Field } from './field';
export { Said } from './said';
export { Word } from './word';
export { useKeys, type Keys } from './use-keys';
export { useLive, useNow } from './use-live';
