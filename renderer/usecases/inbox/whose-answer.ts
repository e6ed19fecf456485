import type { RequestId } from '../../domain/kernel/ids';

/**
 * [OUT-13] EPS mirrors both ids of a request in its answer, and we send one value in both (eps.md 1.0). An answer that
 * bears both, and neither is ours, was made for somebody else; a proxy that puts in an id of its own changes one.
 */
export const isForAnother = (
  headers: Readonly<Record<string, string>>,
  requestId: RequestId | undefined,
): boolean => {
  const mirrored = [headers['x-request-id'], headers['x-correlation-id']];
  return (
    requestId !== undefined &&
    mirrored.every((id) => id !== undefined && id.trim().toLowerCase() !== requestId.toLowerCase())
  );
};

export const forAnother =
  'The answer bears the ids of another request, so it is not taken for ours. A proxy in between may mix answers up.';
