import { refuse, type Refusal } from '../kernel/refusal';

export type CameraFault = 'none' | 'gone' | 'refused' | 'busy' | 'unplugged' | 'unreadable';

const names: Readonly<Record<string, CameraFault>> = {
  NotFoundError: 'none',
  OverconstrainedError: 'gone',
  NotAllowedError: 'refused',
  SecurityError: 'refused',
};

/** Why a camera did not open, by the name of the browser's error. */
export const cameraFaultOf = (errorName: string): CameraFault => names[errorName] ?? 'busy';

/** [SCN-21] Why there is no picture, and what to do. */
export const cameraRefusals: Readonly<Record<CameraFault, Refusal>> = {
  none: refuse(
    'CameraNone',
    'SCN-21',
    'This computer has no camera that Holdfast can see.',
    'Plug one in, then try again; meanwhile type the id from the paper.',
  ),
  gone: refuse(
    'CameraGone',
    'SCN-24',
    'The camera that was chosen is not connected.',
    'Plug it in, then try again; or choose another.',
  ),
  refused: refuse(
    'CameraRefused',
    'SCN-21',
    'The computer does not let Holdfast use the camera.',
    'In the computer’s privacy settings, let desktop programs use the camera, then try again.',
  ),
  busy: refuse(
    'CameraBusy',
    'SCN-21',
    'The camera gives no picture: another program may be using it.',
    'Close that program, or unplug the camera and plug it in again, then try again.',
  ),
  unplugged: refuse(
    'CameraUnplugged',
    'SCN-21',
    'The camera was unplugged.',
    'Plug it in again, then try again. What was scanned before stands.',
  ),
  unreadable: refuse(
    'CameraUnreadable',
    'SCN-21',
    'The camera’s picture can no longer be read.',
    'Try again; if it happens twice, close Holdfast and open it anew.',
  ),
};
