#!/bin/sh
# Backs up the file store: backup-files.sh DATA_DIR ARCHIVE.tar.gz. The server must be stopped: its files belong together.
set -eu
umask 077
[ $# -eq 2 ] || { echo "usage: $0 DATA_DIR ARCHIVE.tar.gz" >&2; exit 2; }
data=$1 archive=$2
[ -f "$data/users.db" ] || { echo "There is no file store in $data." >&2; exit 1; }
# A server that was killed leaves its lock: start and stop it once, which also mends what it was writing.
[ ! -e "$data/server.lock" ] || { echo "A server uses $data. Stop it first." >&2; exit 1; }
# Without what a restore moved aside within a volume.
tar -C "$data" --exclude='./before-restore.*' -czf "$archive.part" .
# A second look: a server started meanwhile would have made the copy worthless.
[ ! -e "$data/server.lock" ] || { rm -f "$archive.part"; echo "A server was started meanwhile." >&2; exit 1; }
mv "$archive.part" "$archive"
echo "$archive"
