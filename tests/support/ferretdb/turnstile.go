package main

import (
	"encoding/binary"
	"errors"
	"io"
	"net"
	"sync"
)

// FerretDB 1 changes a document in two steps, read and write, so that of two updates at once one can be lost. MongoDB
// changes one document in one step, and the store rests on that. The turnstile gives it back: it lets one command that
// writes through at a time, and no other command meanwhile.

const (
	opMsg        = 2013
	maxMessage   = 48 << 20
	headerBytes  = 16
	firstSection = headerBytes + 4 // after the flags
)

// turns is held for writing by commands that write, for reading by all others.
var turns sync.RWMutex

var reads = map[string]bool{
	"find": true, "getMore": true, "count": true, "aggregate": true, "distinct": true, "explain": true,
	"hello": true, "isMaster": true, "ismaster": true, "ping": true, "buildInfo": true, "buildinfo": true,
	"listIndexes": true, "listCollections": true, "listDatabases": true, "endSessions": true, "killCursors": true,
}

// serveTurnstile passes connections of listener on to the server at target until the listener is closed.
func serveTurnstile(listener net.Listener, target string) error {
	for {
		client, err := listener.Accept()
		if errors.Is(err, net.ErrClosed) {
			return nil
		}
		if err != nil {
			return err
		}
		go pass(client, target)
	}
}

// pass answers a client command by command; a broken line on either side ends both.
func pass(client net.Conn, target string) {
	defer client.Close()
	server, err := net.Dial("tcp", target)
	if err != nil {
		return
	}
	defer server.Close()
	for {
		command, err := readMessage(client)
		if err != nil {
			return
		}
		answer, err := ask(server, command)
		if err != nil {
			return
		}
		if _, err := client.Write(answer); err != nil {
			return
		}
	}
}

func ask(server net.Conn, command []byte) ([]byte, error) {
	if reads[commandName(command)] {
		turns.RLock()
		defer turns.RUnlock()
	} else {
		turns.Lock()
		defer turns.Unlock()
	}
	if _, err := server.Write(command); err != nil {
		return nil, err
	}
	return readMessage(server)
}

// readMessage reads one message of the wire protocol: its first four bytes say how long it is.
func readMessage(from net.Conn) ([]byte, error) {
	var length [4]byte
	if _, err := io.ReadFull(from, length[:]); err != nil {
		return nil, err
	}
	size := int(binary.LittleEndian.Uint32(length[:]))
	if size < headerBytes || size > maxMessage {
		return nil, errors.New("not a message")
	}
	message := make([]byte, size)
	copy(message, length[:])
	_, err := io.ReadFull(from, message[4:])
	return message, err
}

// commandName is the first key of an OP_MSG's body; empty for other messages, which count as writing.
func commandName(message []byte) string {
	body := firstSection + 1 + 4 + 1 // kind of section, length of the document, type of the first value
	if len(message) <= body || binary.LittleEndian.Uint32(message[12:]) != opMsg || message[firstSection] != 0 {
		return ""
	}
	for end := body; end < len(message); end++ {
		if message[end] == 0 {
			return string(message[body:end])
		}
	}
	return ""
}
