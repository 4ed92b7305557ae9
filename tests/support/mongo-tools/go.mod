// mongodump and mongorestore for machines that have none: the tests try the backup with them.
module watchparty.test/mongo-tools
go 1.22
require github.com/mongodb/mongo-tools v0.0.0-20240724183527-6d4f001be3fc
