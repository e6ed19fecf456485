import { describe, expect, it } from 'vitest';
import { grantsCamera, type Asked } from '../../electron/camera-permission';

const own = 'app://holdfast';
const picture: Asked = { permission: 'media', from: `${own}/`, media: ['video'], isMainFrame: true };

describe('who may have the camera', () => {
  it('[SCN-23] our own page, by its origin and by its address', () => {
    expect(grantsCamera(picture, own)).toBe(true);
    expect(grantsCamera({ ...picture, from: own }, own)).toBe(true);
  });

  it.each<[string, Partial<Asked>]>([
    ['sound', { media: ['audio'] }],
    ['sound with the picture', { media: ['video', 'audio'] }],
    ['something unnamed', { media: ['unknown'] }],
    ['nothing named', { media: [] }],
    ['nothing known', { media: [undefined] }],
    ['a frame', { isMainFrame: false }],
    ['the printed page', { from: 'app://sheet/' }],
    ['a longer name', { from: 'app://holdfast.example/' }],
    ['the web', { from: 'https://holdfast/' }],
    ['nobody', { from: undefined }],
    ['the screen', { permission: 'display-capture' }],
    ['the place', { permission: 'geolocation' }],
    ['the clipboard', { permission: 'clipboard-read' }],
  ])('[SCN-23] not %s', (_what, change) => {
    expect(grantsCamera({ ...picture, ...change }, own)).toBe(false);
  });
});
