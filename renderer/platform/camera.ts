import { cameraFaultOf, type CameraFault } from '../domain/scanning/camera-refusals';
import type { KnownCamera } from '../domain/scanning/scanner';

export type Camera = { readonly stream: MediaStream; readonly stop: () => void };

const size = { width: { ideal: 1280 }, height: { ideal: 720 } };
const wanted = (chosen: KnownCamera | undefined): MediaStreamConstraints => ({
  video: chosen ? { ...size, deviceId: { exact: chosen.id } } : { ...size, facingMode: 'environment' },
  audio: false,
});

/** Opens the computer's camera, the chosen one and no other, without sound. `stop` puts its light out. */
export const openCamera = async (
  chosen: KnownCamera | undefined,
  onUnplugged: () => void,
): Promise<Camera | CameraFault> => {
  try {
    const stream = await navigator.mediaDevices.getUserMedia(wanted(chosen));
    const tracks = stream.getTracks();
    for (const track of tracks) track.addEventListener('ended', onUnplugged);
    return { stream, stop: () => tracks.forEach((track) => track.stop()) };
  } catch (error) {
    return cameraFaultOf(error instanceof Error ? error.name : '');
  }
};

/** The cameras of this computer. */
export const listCameras = async (): Promise<readonly KnownCamera[]> => {
  const devices = await navigator.mediaDevices.enumerateDevices().catch(() => []);
  return devices
    .filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId !== '')
    .map(({ deviceId, label }, i) => ({ id: deviceId, name: label || `Camera ${i + 1}` }));
};
