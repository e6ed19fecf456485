import type { RequestId } from '../domain/kernel/ids';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * [OUT-13] EPS mirrors both ids of a request in its answer, and a Holdfast sends one UUID in both (eps.md 1.0). An
 * answer that bears one in both, and it is not ours, was made for another request. Any other ids are those of a
 * gateway in between, which tell nothing.
 */
export const isForAnother = (
  headers: Readonly<Record<string, string>>,
  requestId: RequestId | undefined,
): boolean => {
  const [request, correlation] = [headers['x-request-id'], headers['x-correlation-id']].map((id = '') =>
    id.trim().toLowerCase(),
  );
  return (
    requestId !== undefined &&
    request !== undefined &&
    request === correlation &&
    uuid.test(request) &&
    request !== requestId.toLowerCase()
  );
};

export const forAnother =
  'The answer bears the ids of another request, so it is not taken for ours. A proxy in between may mix answers up.';
