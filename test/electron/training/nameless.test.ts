import { expect, it } from 'vitest';
import { at, drop } from '../../support/changed-message';
import { notify, notifyPath, only, release, wire } from '../../support/spine-talk';
import { aSpine } from '../../support/world';

const concept = ['medicationCodeableConcept', 'coding', 0] as const;

it('[TSP-3] a medicine that EPS handed over by its code alone is told by its code, as the real proxy lets it', () => {
  const spine = aSpine(1);
  const script = only(spine);
  const bundle = wire(drop('entry', '*', 'resource', ...concept, 'display')(script.bundle));
  spine.restore([{ ...script, bundle }]);
  const { message, handled } = notify(spine, release(spine).body);
  expect(JSON.stringify(message)).not.toContain('"display":""');
  expect(handled.answer.status).toBe(200);
});

it('[TSP-3] a medicine that is said by nothing is refused', () => {
  const { message } = notify(aSpine(1), release(aSpine(1)).body);
  const nothing = at('entry', 1, 'resource', ...concept)({ system: 'http://snomed.info/sct' })(message);
  const spine = aSpine(1);
  release(spine);
  expect(spine.handle(notifyPath, wire(nothing)).answer.status).toBe(400);
});
