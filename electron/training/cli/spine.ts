import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openTraining } from '../open-training';
import { forgetful } from '../script-log';
import { noSuchPort, portOf, whyNotStarted } from './port';

/** `npm run spine -- [--port N] [--token T] [--ods CODE] [--prescriptions DIR]`: the training Spine by itself. */
const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      port: { type: 'string' },
      token: { type: 'string' },
      ods: { type: 'string', default: 'FA565' },
      prescriptions: { type: 'string' },
    },
  });
  const { port: typed = '0' } = values;
  const port = portOf(typed);
  if (port === undefined) throw new Error(noSuchPort(typed));
  const { server, loaded, fromFolder, spine } = await openTraining({
    seedPath: join(__dirname, '..', 'resources', 'training', 'prescriptions.json'),
    prescriptions: values.prescriptions,
    ods: values.ods,
    log: forgetful,
    now: () => Date.now(),
    port,
    ...(values.token === undefined ? {} : { token: values.token }),
  }).catch((failure: unknown) => {
    throw new Error(whyNotStarted(failure, typed));
  });
  for (const { file, sentence } of fromFolder?.leftOut ?? []) console.log(`left out ${file}: ${sentence}`);
  console.log(
    `training Spine for ${values.ods} with ${loaded} issues of ${new Set(spine.scripts().map((s) => s.shortId)).size} scripts`,
  );
  console.log(`url ${server.url}`);
  console.log(`token ${server.token}`);
};

main().catch((failure: unknown) => {
  console.error(failure instanceof Error ? failure.message : 'The training Spine could not start.');
  process.exitCode = 1;
});
