import type { MediaTraits } from '../sites/adapter.ts';
import type { VideoDescription } from './score.ts';

/** Does the element or one of its ancestors match? Walks out of open shadow roots. */
export function within(element: Element, selector: string | null): boolean {
  if (!selector) return false;
  for (let at: Element | null = element; at; ) {
    if (at.closest(selector)) return true;
    const root: Node = at.getRootNode();
    at = root instanceof ShadowRoot ? root.host : null;
  }
  return false;
}

const shown = (video: HTMLVideoElement): boolean =>
  video.isConnected && (video.checkVisibility?.({ visibilityProperty: true }) ?? true);

/** Describe a video for scoring. `advancing`: its clock moved since the last look. */
export function describeVideo(video: HTMLVideoElement, traits: MediaTraits, advancing: boolean): VideoDescription {
  const box = video.getBoundingClientRect();
  const width = Math.max(0, Math.min(box.right, innerWidth) - Math.max(box.left, 0));
  const height = Math.max(0, Math.min(box.bottom, innerHeight) - Math.max(box.top, 0));
  return {
    width: box.width,
    height: box.height,
    visibleArea: width * height,
    viewportArea: innerWidth * innerHeight,
    hidden: !shown(video),
    readyState: video.readyState,
    duration: video.duration,
    advancing,
    paused: video.paused,
    loop: video.loop,
    muted: video.muted,
    controls: video.controls,
    hasSource: video.currentSrc !== '' || video.srcObject !== null,
    site: within(video, traits.reject) ? 'rejected' : within(video, traits.prefer) ? 'preferred' : 'neutral',
    allowBlankSource: traits.allowBlankSource,
  };
}
