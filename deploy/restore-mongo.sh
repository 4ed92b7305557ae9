#!/bin/sh
# Restores MongoDB: MONGODB_URI=... restore-mongo.sh ARCHIVE.gz. Stop all nodes first; collections of the archive replace
# those that are there.
set -eu
[ $# -eq 1 ] || { echo "usage: MONGODB_URI=... $0 ARCHIVE.gz" >&2; exit 2; }
: "${MONGODB_URI:?set MONGODB_URI, with the database in its path}"
# Indexes are not restored: each node makes those it declares at its start.
mongorestore --uri="$MONGODB_URI" --gzip --archive="$1" --drop --noIndexRestore
