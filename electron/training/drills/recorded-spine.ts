import { isJson, type Json } from '../json';
import { Spine } from '../spine';

/** What reached the Spine, and how it answered. */
export type Heard = {
  readonly path: string;
  readonly body: Json;
  readonly status: number;
  readonly replay: boolean;
};

/** The training Spine, with a record of everything that reached it: what a drill is judged by. */
export class RecordedSpine extends Spine {
  readonly #hear: (heard: Heard) => void;

  constructor(parts: ConstructorParameters<typeof Spine>[0], hear: (heard: Heard) => void) {
    super(parts);
    this.#hear = hear;
  }

  override handle(path: string, body: unknown, requestId = '') {
    const handled = super.handle(path, body, requestId);
    if (isJson(body)) this.#hear({ path, body, status: handled.answer.status, replay: handled.replay });
    return handled;
  }
}
