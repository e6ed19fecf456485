/** Cookies by name: the provider is the only site there is. */
type Jar = Map<string, string>;

const remember = (jar: Jar, response: Response): void => {
  for (const cookie of response.headers.getSetCookie()) {
    const [pair = ''] = cookie.split(';');
    const [name = '', value = ''] = pair.split(/=(.*)/s);
    jar.set(name, value);
  }
};

const fieldsOf = (form: string): URLSearchParams => {
  const fields = new URLSearchParams();
  for (const [input] of form.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(input)?.[1];
    if (name !== undefined) fields.set(name, /value="([^"]*)"/.exec(input)?.[1] ?? '');
  }
  return fields;
};

/**
 * A person at a browser, scripted: follows redirects, keeps cookies, fills in the provider's login as `login`
 * and agrees. Ends at the first page without a form; `stopAt` says which address is not to be opened.
 */
export const browse = async (
  start: string,
  login: string,
  stopAt: (url: string) => boolean = () => false,
): Promise<string> => {
  const jar: Jar = new Map();
  let url = start;
  let post: URLSearchParams | undefined;
  for (let step = 0; step < 20; step += 1) {
    if (stopAt(url)) return url;
    const response = await fetch(url, {
      method: post ? 'POST' : 'GET',
      redirect: 'manual',
      headers: { Cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(post ? { body: post } : {}),
    });
    post = undefined;
    remember(jar, response);
    const location = response.headers.get('location');
    if (location !== null) {
      url = new URL(location, url).href;
      continue;
    }
    const html = await response.text();
    const action = /<form[^>]*action="([^"]*)"/.exec(html)?.[1];
    if (action === undefined) return url;
    post = fieldsOf(html);
    if (post.get('prompt') === 'login') {
      post.set('login', login);
      post.set('password', 'x');
    }
    url = new URL(action, url).href;
  }
  throw new Error('the browser went round in circles');
};
