// A real server process that speaks MongoDB's protocol, for machines on which no mongod can be had: FerretDB v1 with
// SQLite inside, behind a turnstile (turnstile.go). Usage: ferretdb 127.0.0.1:PORT file:DIRECTORY/
package main

import (
	"context"
	"log"
	"net"
	"net/url"
	"os"
	"os/signal"
	"syscall"

	"github.com/FerretDB/FerretDB/ferretdb"
)

func main() {
	if len(os.Args) != 3 {
		log.Fatal("usage: ferretdb ADDRESS SQLITE-URL")
	}
	// First, so that a port that is taken is told before anything else.
	listener, err := net.Listen("tcp", os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	server, err := ferretdb.New(&ferretdb.Config{
		Listener:  ferretdb.ListenerConfig{TCP: "127.0.0.1:0"},
		Handler:   "sqlite",
		SQLiteURL: os.Args[2],
	})
	if err != nil {
		log.Fatal(err)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	go func() {
		// Known once it runs.
		target, err := url.Parse(server.MongoDBURI())
		if err != nil {
			log.Fatal(err)
		}
		if err := serveTurnstile(listener, target.Host); err != nil {
			log.Fatal(err)
		}
	}()
	if err := server.Run(ctx); err != nil {
		log.Fatal(err)
	}
}
