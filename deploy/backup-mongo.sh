#!/bin/sh
# Backs up MongoDB while the nodes run: MONGODB_URI=... backup-mongo.sh ARCHIVE.gz
set -eu
umask 077
[ $# -eq 1 ] || { echo "usage: MONGODB_URI=... $0 ARCHIVE.gz" >&2; exit 2; }
: "${MONGODB_URI:?set MONGODB_URI, with the database in its path}"
mongodump --uri="$MONGODB_URI" --gzip --archive="$1.part"
mv "$1.part" "$1"
echo "$1"
