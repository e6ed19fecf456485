import type { BrokerProbe } from '../contract/probe';

type SomebodyElse = Extract<BrokerProbe, { kind: 'somebody-else' }>;

const longestTitle = 60;
const said: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };

/** The name that a web page gives itself, on one line. */
const titleOf = (text: string): string => {
  const title = /<title[^>]*>([^<]*)/i.exec(text)?.[1] ?? '';
  const plain = title.replace(/&(\w+);/g, (whole, name: string) => said[name] ?? whole);
  return plain
    .replace(/[\s\p{C}]+/gu, ' ')
    .trim()
    .slice(0, longestTitle);
};

const page = (text: string): SomebodyElse => ({
  kind: 'somebody-else',
  came: { kind: 'page', title: titleOf(text) },
});
const sentOn = (to: string): SomebodyElse => ({ kind: 'somebody-else', came: { kind: 'sent-on', to } });

/**
 * [WAT-13] What a hotel's or a router's log-in page answers with in place of whoever was asked: 511, a web page
 * with a good status, another host. A page that says "not found" is the way of many a broker.
 */
export const somebodyElse = (response: Response, text: string, url: string): SomebodyElse | undefined => {
  const { status, headers } = response;
  if (status >= 300 && status < 400) {
    const location = headers.get('location');
    const to = location !== null && URL.canParse(location, url) ? new URL(location, url).host : '';
    return to === new URL(url).host ? undefined : sentOn(to);
  }
  const isPage =
    /\bhtml\b/i.test(headers.get('content-type') ?? '') || /^\s*<(?:!doctype html|html)\b/i.test(text);
  return status === 511 || (response.ok && isPage) ? page(text) : undefined;
};

/** Electron's `fetch` throws where an answer sends us on, and does not say where to. */
export const sentOnBy = (failure: unknown): SomebodyElse | undefined =>
  failure instanceof Error && /redirect/i.test(failure.message) ? sentOn('') : undefined;
