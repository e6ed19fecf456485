import type { Coded } from '../prescriptions/model';
import { children, text, type Json } from './json';
import { systems } from './systems';

/** A concept by its SNOMED coding, else by its first one; its own words where the coding has none. */
export const codedOf = (concept: Json | undefined): Coded => {
  const codings = children(concept, 'coding');
  const coding = codings.find((one) => text(one, 'system') === systems.snomed) ?? codings[0];
  return { code: text(coding, 'code'), display: text(coding, 'display') || text(concept, 'text') };
};
