import * as z from 'zod';
import { faultSchema, type Faults } from './faults';
import type { Received, Spine } from './spine';

type Reply = { readonly status: number; readonly body: unknown };
export type Controlled = {
  readonly spine: Spine;
  readonly faults: Faults;
  readonly received: readonly Received[];
  readonly prescribe: (count: number) => number;
};

const done = (body: unknown): Reply => ({ status: 200, body });
const wrong = (sentence: string): Reply => ({ status: 400, body: { sentence } });

const brief = ({ spine }: Controlled) =>
  spine
    .scripts()
    .map(
      ({
        shortId,
        longId,
        issue,
        status,
        lines,
        nominated,
        holder,
        notifications,
        applied,
        badSignature,
      }) => ({
        shortId,
        longId,
        issue,
        status,
        lines,
        nominated,
        holder: holder?.ods ?? '',
        badSignature,
        notifications: notifications.map(({ messageId }) => messageId),
        applied: applied.map(({ messageId }) => messageId),
      }),
    );

/** The prescription messages themselves, as a supplier has them in its broker. */
const messagesOf = ({ spine }: Controlled, shortIds: readonly string[]) =>
  spine
    .scripts()
    .filter(({ shortId }) => shortIds.includes(shortId))
    .map(({ shortId, issue, bundle }) => ({ id: shortId, issue, bundle }));

const count = z.number().int().min(1).max(1000);
const countSchema = z.strictObject({ count });
const dripSchema = z.strictObject({ count, everyMs: z.number().int().positive() }).nullable();
const swallowSchema = z.strictObject({
  ods: z.string().min(1),
  name: z.string().default(''),
  phone: z.string().default(''),
  count,
});

/** Calls of a teacher or a test: see and change the Spine from outside. */
export const control = (path: string, body: unknown, controlled: Controlled): Reply => {
  switch (path) {
    case '/_training/scripts':
      return done(brief(controlled));
    case '/_training/messages': {
      const asked = z.strictObject({ shortIds: z.array(z.string()) }).safeParse(body);
      return asked.success ? done(messagesOf(controlled, asked.data.shortIds)) : wrong('Which?');
    }
    case '/_training/received':
      return done(controlled.received);
    case '/_training/faults': {
      const faults = z.array(faultSchema).safeParse(body);
      if (!faults.success) return wrong(z.prettifyError(faults.error));
      controlled.faults.set(faults.data);
      return done({ faults: faults.data });
    }
    case '/_training/prescribe': {
      const asked = countSchema.safeParse(body);
      return asked.success ? done({ added: controlled.prescribe(asked.data.count) }) : wrong('How many?');
    }
    case '/_training/swallow': {
      const asked = swallowSchema.safeParse(body);
      if (!asked.success) return wrong('Whose, and how many?');
      const { ods, name, phone, count } = asked.data;
      return done({
        swallowed: controlled.spine.swallow({ ods, name, phone, lines: [], postcode: '' }, count),
      });
    }
    case '/_training/let-go': {
      const asked = countSchema.safeParse(body);
      return asked.success ? done({ freed: controlled.spine.letGo(asked.data.count) }) : wrong('How many?');
    }
    case '/_training/forget-releases':
      controlled.spine.forgetReleases();
      return done({});
    case '/_training/drip': {
      const asked = dripSchema.safeParse(body);
      if (!asked.success) return wrong('How many, how often?');
      controlled.spine.drip(asked.data ?? undefined);
      return done({ drip: asked.data });
    }
    case '/_training/nominated-at': {
      const asked = z.strictObject({ at: z.enum(['common', 'unattended']) }).safeParse(body);
      if (!asked.success) return wrong('Where?');
      controlled.spine.nominatedAt = asked.data.at;
      return done(asked.data);
    }
    case '/_training/prescribe-again': {
      const asked = z.strictObject({ shortId: z.string(), nominated: z.string().optional() }).safeParse(body);
      if (!asked.success) return wrong('Which?');
      return done({ shortId: controlled.spine.sendAgain(asked.data.shortId, asked.data.nominated) });
    }
    case '/_training/cancel': {
      const asked = z.strictObject({ shortId: z.string() }).safeParse(body);
      return asked.success ? done({ changed: controlled.spine.cancel(asked.data.shortId) }) : wrong('Which?');
    }
    default:
      return { status: 404, body: { sentence: `There is no ${path}.` } };
  }
};
