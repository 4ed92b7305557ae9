// Part of FerretDB's SQLite backend in our build of it (tests/support/ferretdb.ts copies it there): what a filter lets it
// read less than the whole collection.
package sqlite

import (
	"fmt"

	"github.com/FerretDB/FerretDB/internal/backends/sqlite/metadata"
	"github.com/FerretDB/FerretDB/internal/types"
)

// narrowing are fields that are never arrays in our store, so that what equals a string there is what SQLite finds by it; the
// field of whose values the fewest documents have one comes first. Each begins an index that the store declares.
var narrowing = []string{
	"_id", "partyCode", "emailKey", "usernameKey", "partyId", "memberId", "userId", "host",
}

// narrowedBy tells the field of filter that narrows most what is read; empty if none does.
func narrowedBy(filter *types.Document) string {
	for _, field := range narrowing {
		v, _ := filter.Get(field)
		switch v.(type) {
		case string, types.ObjectID:
			return field
		}
	}
	return ""
}

// indexed is the expression that FerretDB itself makes indexes of; one in other words would find none of them.
func indexed(field string) string {
	return fmt.Sprintf("%s->'%s'", metadata.DefaultColumn, field)
}
