#!/bin/sh
# Restores the file store: restore-files.sh ARCHIVE.tar.gz DATA_DIR. What is there is moved aside, not deleted: beside DATA_DIR, or
# into a folder of it where it is a volume, which can't be moved.
set -eu
umask 077
[ $# -eq 2 ] || { echo "usage: $0 ARCHIVE.tar.gz DATA_DIR" >&2; exit 2; }
archive=$1 data=${2%/}
[ ! -e "$data/server.lock" ] || { echo "A server uses $data. Stop it first." >&2; exit 1; }
stamp=$(date +%Y%m%dT%H%M%S).$$
if mountpoint -q "$data" 2>/dev/null; then volume=yes fresh=$data/.restoring.$$ aside=$data/before-restore.$stamp
else volume=no fresh=$data.restoring.$$ aside=$data.before-restore.$stamp
fi
mkdir "$fresh"
trap 'rm -rf "$fresh"' EXIT
tar -C "$fresh" -xzf "$archive"
[ -f "$fresh/users.db" ] || { echo "$archive holds no file store." >&2; exit 1; }
if [ $volume = yes ]; then
  mkdir "$aside"
  find "$data" -mindepth 1 -maxdepth 1 ! -name 'before-restore.*' ! -name '.restoring.*' ! -name lost+found -exec mv {} "$aside" \;
  find "$fresh" -mindepth 1 -maxdepth 1 -exec mv {} "$data" \;
  echo "what was there: $aside"
else
  if [ -e "$data" ]; then
    mv "$data" "$aside"
    echo "what was there: $aside"
  fi
  mv "$fresh" "$data"
fi
echo "$data"
