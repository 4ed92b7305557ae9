#!/bin/sh
# Restores the file store: restore-files.sh ARCHIVE.tar.gz DATA_DIR. What is there is moved aside, not deleted.
set -eu
umask 077
[ $# -eq 2 ] || { echo "usage: $0 ARCHIVE.tar.gz DATA_DIR" >&2; exit 2; }
archive=$1 data=${2%/}
[ ! -e "$data/server.lock" ] || { echo "A server uses $data. Stop it first." >&2; exit 1; }
fresh=$data.restoring.$$
mkdir "$fresh"
trap 'rm -rf "$fresh"' EXIT
tar -C "$fresh" -xzf "$archive"
[ -f "$fresh/users.db" ] || { echo "$archive holds no file store." >&2; exit 1; }
if [ -e "$data" ]; then
  aside=$data.before-restore.$(date +%Y%m%dT%H%M%S).$$
  mv "$data" "$aside"
  echo "what was there: $aside"
fi
mv "$fresh" "$data"
echo "$data"
