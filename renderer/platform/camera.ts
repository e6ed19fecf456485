import { cameraFaultOf, type CameraFault } from '../domain/scanning/camera-refusals';

export type Camera = { readonly stream: MediaStream; readonly stop: () => void };

const wanted: MediaStreamConstraints = {
  video: { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } },
  audio: false,
};

/** Opens the computer's camera, without sound. `stop` puts its light out. */
export const openCamera = async (onUnplugged: () => void): Promise<Camera | CameraFault> => {
  try {
    const stream = await navigator.mediaDevices.getUserMedia(wanted);
    const tracks = stream.getTracks();
    for (const track of tracks) track.addEventListener('ended', onUnplugged);
    return { stream, stop: () => tracks.forEach((track) => track.stop()) };
  } catch (error) {
    return cameraFaultOf(error instanceof Error ? error.name : '');
  }
};
