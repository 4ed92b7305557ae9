#!/bin/bash
# Makes the test clips of this directory: own-made pictures and tones, free of anybody's rights.
# Needs ffmpeg with libx264 and a DejaVu font. Run it only to change the clips; the results are committed.
#
# Each clip comes twice: NAME.mp4 (progressive, faststart) and NAME.frag.mp4 (fragmented for Media Source Extensions,
# one fragment and one key frame a second, first picture at time 0 exactly).
#
# The bottom 24 lines carry the frame number in 16 cells of 30 pixels, white = 1:
#   cell 0 always 1 | cells 1-12 frame number, lowest bit first | cells 13-14 clip number, lowest bit first |
#   cell 15 parity: makes the count of ones over cells 1-15 even.
# pages/shared/frame-code.ts reads it back.
set -euo pipefail
cd "$(dirname "$0")"

FONT=/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf
FPS=30
CELL=30
BITS=12

cell() { # cell index, expression that is 1 where the cell is white
  printf ",drawbox=x=%d:y=246:w=%d:h=24:color=white:t=fill:enable='%s'" $(($1 * CELL)) "$CELL" "$2"
}

barcode() { # clip number
  local id=$1 parity=$(($1 % 2 ^ $1 / 2)) k bit sum=""
  printf ",drawbox=x=0:y=246:w=480:h=24:color=black:t=fill"
  cell 0 1
  for ((k = 0; k < BITS; k++)); do
    bit="mod(floor(n/$((1 << k)))\\,2)"
    sum="$sum+$bit"
    cell $((k + 1)) "$bit"
  done
  cell 13 $((id % 2))
  cell 14 $((id / 2))
  cell 15 "mod($parity$sum\\,2)"
}

make() { # name, clip number, seconds, background colour, title, tone in Hz
  local name=$1 id=$2 seconds=$3 colour=$4 title=$5 tone=$6
  ffmpeg -y -v error \
    -f lavfi -i "color=c=$colour:size=480x270:rate=$FPS:duration=$seconds" \
    -f lavfi -i "sine=frequency=$tone:beep_factor=2:sample_rate=48000:duration=$seconds" \
    -vf "drawtext=fontfile=$FONT:text='$title':fontsize=30:fontcolor=white:x=24:y=30,\
drawtext=fontfile=$FONT:timecode='00\:00\:00\:00':rate=$FPS:fontsize=44:fontcolor=white:x=24:y=95,\
drawtext=fontfile=$FONT:text='frame %{n}':fontsize=22:fontcolor=white@0.9:x=24:y=160,\
drawtext=fontfile=$FONT:text='O':fontsize=40:fontcolor=yellow:x='20+mod(t*44\,420)':y=192$(barcode "$id")" \
    -c:v libx264 -preset slow -profile:v main -pix_fmt yuv420p -crf 27 -bf 0 \
    -g $FPS -keyint_min $FPS -sc_threshold 0 \
    -c:a aac -b:a 32k -ac 1 -movflags +faststart "$name.mp4"
  # The AAC encoder's priming packet lies before time 0 and would push the pictures 21 ms late in a file without
  # an edit list, so it is dropped.
  ffmpeg -y -v error -i "$name.mp4" -c copy -bsf:a "noise=drop=lt(pts\,0)" \
    -movflags +frag_keyframe+empty_moov+default_base_moof "$name.frag.mp4"
}

# The same picture every 5 s, with silence: what a player shows that was moved where it has fetched nothing. Its clock
# runs, its picture does not; Firefox stalls with less than that. No frame number: the strip is black.
still() {
  ffmpeg -y -v error -f lavfi -i "color=c=0x444444:size=480x270:rate=1/5:duration=20" \
    -f lavfi -i "anullsrc=channel_layout=mono:sample_rate=48000:duration=20" \
    -vf "drawbox=x=0:y=246:w=480:h=24:color=black:t=fill" \
    -c:v libx264 -preset slow -profile:v main -level 2.1 -pix_fmt yuv420p -crf 27 -bf 0 \
    -c:a aac -b:a 32k -ac 1 -bsf:a "noise=drop=lt(pts\,0)" \
    -movflags +frag_keyframe+empty_moov+default_base_moof still.frag.mp4
}

still
make main 0 120 0x1d3557 'THE LONG WAY  ep. 1' 440
make other 1 60 0x7a3b1e 'THE LONG WAY  ep. 2' 330
make ad 2 15 0x2f6b2f 'ADVERTISEMENT' 880
ls -l ./*.mp4
