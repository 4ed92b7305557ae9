import { type ClipName, fragmentedClipUrl } from './clips.ts';

/** Codecs of all committed clips. */
export const CLIP_MIME = 'video/mp4; codecs="avc1.4d4015,mp4a.40.2"';

export interface FragmentedClip {
  init: Uint8Array<ArrayBuffer>;
  /** One a second, each begins with a key frame. */
  fragments: Uint8Array<ArrayBuffer>[];
}

const fetched = new Map<ClipName, Promise<FragmentedClip>>();

/** The clip cut into its initialisation segment and fragments; fetched once a page. */
export function fragmentedClip(clip: ClipName): Promise<FragmentedClip> {
  let known = fetched.get(clip);
  if (!known) {
    known = fetch(fragmentedClipUrl(clip))
      .then((answer) => answer.arrayBuffer())
      .then(split);
    fetched.set(clip, known);
  }
  return known;
}

/** Walks the top-level boxes (32-bit big-endian size, then type): ftyp moov (moof mdat)* mfra. */
function split(file: ArrayBuffer): FragmentedClip {
  const view = new DataView(file);
  const starts: number[] = [];
  let end = file.byteLength;
  for (let at = 0; at + 8 <= file.byteLength; at += view.getUint32(at)) {
    const type = String.fromCharCode(...new Uint8Array(file, at + 4, 4));
    if (type === 'moof') starts.push(at);
    if (type === 'mfra') end = at;
  }
  const slice = (from: number, to: number) => new Uint8Array(file, from, to - from);
  return {
    init: slice(0, starts[0] ?? 0),
    fragments: starts.map((start, i) => slice(start, starts[i + 1] ?? end)),
  };
}
