import type { Scenario } from '../../electron/training/drills/model';
import { scenarioOf } from '../../electron/training/drills/scenarios';

export const scenarioNamed = (id: string): Scenario => {
  const found = scenarioOf(id);
  if (!found) throw new Error(`there is no drill ${id}`);
  return found;
};
