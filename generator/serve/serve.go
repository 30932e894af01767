// Package serve shows a site in the browser while its files are written.
//
// [Run] builds the site, keeps it in memory and answers on one address. It
// watches the folders that the site is made of; after a change it builds
// again and tells the open pages. Its promises:
//
//   - Watches come before the build that reads the files, so no change is
//     missed: what was written earlier is read, what is written later is seen.
//     Events that come close together (a save, a git checkout) are one change:
//     a build starts 20 ms after the last of them and 200 ms after the first
//     at the latest. Builds never overlap.
//   - A broken file does not take the site away. The last good site stays, and
//     its pages show the diagnostics over themselves. Where there has been no
//     good site yet, every address answers with a page that lists them, whole
//     without JavaScript. A machine's failure is shown the same way.
//   - A page is loaded again only if it changed itself: its own bytes, or the
//     bytes of a script or picture that it names with src. Its scroll position
//     and open <details> are kept. Where only stylesheets changed they are
//     swapped in place, also if their names bear a hash.
//   - Addresses are those of the published site: /a/b/ is a/b/index.html, /a/b
//     leads to /a/b/, an unknown one gets the site's 404.html. Nothing is
//     cached. Everything below /.wallwalk/ is the server's own.
//   - Only GET and HEAD are answered, and only for a Host that a foreign page
//     can't have put its own name on (DNS rebinding): loopback names and the
//     host that was asked for. Where that is no loopback address, so that
//     others in the network may look, any address in figures as well.
//
// Symbolic links are not followed, and what editors leave lying about is not
// looked at. Where the system can't watch (or Poll asks for it), the files'
// names, sizes and times are compared at intervals.
package serve

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"sync"
	"syscall"
	"time"

	"wallwalk/generator/diag"
)

// A Site is a set of files by slash-separated name ("index.html",
// "2026-spring/wall/index.html", "assets/site.css"). It is not changed after
// it was handed over. A file may be made when it is asked for, by several at
// the same time.
type Site interface {
	Has(name string) bool
	File(name string) ([]byte, error) // of one that it has; the error is the machine's failure
	Count() int
	Styles() []string // the names of its stylesheets, in order
}

// Build makes the site of what is there now. changed names the files and
// folders below the root that may have changed since the last call; nil stands
// for everything. A list that Failed comes with a nil Site (the user's mistakes,
// with their excerpts attached); the error is the machine's failure. It is called
// after every change, never twice at once.
type Build func(ctx context.Context, changed []string) (Site, *diag.List, error)

// Options say where to serve and what to watch.
type Options struct {
	Addr  string                           // host:port; "" is 127.0.0.1:1313; port 0 takes a free one
	Root  string                           // folder that Watch is in
	Watch []string                         // slash-separated folders below Root; they may come and go
	Poll  time.Duration                    // compare files at this interval; 0 asks the system to tell
	Log   func(format string, args ...any) // one line each, for standard error; nil is silent
	Ready func(url string)                 // called once, when the first build is done and pages are answered
}

const (
	defaultAddr = "127.0.0.1:1313"
	headerLimit = 10 * time.Second // for a request's head; loopback needs none of it
	farewell    = 2 * time.Second  // for answers under way when the server stops
)

// Run serves until ctx is cancelled, and then returns nil. An error says that
// it could not listen or had to stop; a failed build is shown, not returned.
func Run(ctx context.Context, build Build, o Options) error {
	o = withDefaults(o)
	listener, err := listen(ctx, o.Addr)
	if err != nil {
		return err
	}
	defer listener.Close()
	ctx, stop := context.WithCancel(ctx)
	var group sync.WaitGroup
	defer group.Wait()
	defer stop()

	changed := newChanges()
	watch := newWatcher(o)
	group.Go(func() { watch.run(ctx, changed) })

	b := &builder{build: build, log: o.Log, hub: newHub()}
	b.run(ctx, nil)
	if ctx.Err() != nil {
		return nil
	}

	server := &http.Server{
		Handler:           &handler{hub: b.hub, hosts: hostsFor(o.Addr)},
		ReadHeaderTimeout: headerLimit,
		BaseContext:       func(net.Listener) context.Context { return ctx },
	}
	failed := make(chan error, 1)
	group.Go(func() { failed <- server.Serve(listener) })
	defer shutdown(server)
	defer stop() // before shutdown: open event streams end with ctx
	o.Ready(address(o.Addr, listener.Addr()))
	return b.loop(ctx, changed, failed)
}

// loop builds after each change until ctx ends or the server failed.
func (b *builder) loop(ctx context.Context, changed *changes, failed <-chan error) error {
	for {
		select {
		case <-ctx.Done():
			return nil
		case err := <-failed:
			return fmt.Errorf("serving the site: %w", err)
		case <-changed.some:
			b.run(ctx, changed.take())
		}
	}
}

// shutdown lets answers under way finish, but not for ever.
func shutdown(server *http.Server) {
	ctx, cancel := context.WithTimeout(context.Background(), farewell)
	defer cancel()
	if server.Shutdown(ctx) != nil {
		server.Close()
	}
}

func withDefaults(o Options) Options {
	if o.Addr == "" {
		o.Addr = defaultAddr
	}
	if o.Log == nil {
		o.Log = func(string, ...any) {}
	}
	if o.Ready == nil {
		o.Ready = func(string) {}
	}
	return o
}

func listen(ctx context.Context, addr string) (net.Listener, error) {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", addr)
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, fmt.Errorf("%s is in use by another program: stop that one, or pick a free port with --addr 127.0.0.1:0", addr)
	}
	if err != nil {
		return nil, fmt.Errorf("listening on %s: %w", addr, err)
	}
	return listener, nil
}

// address is what to type into the browser: the host as it was asked for,
// with the port that was got. An address that stands for all is no place to go.
func address(asked string, got net.Addr) string {
	host, _, _ := net.SplitHostPort(asked)
	if ip, err := netip.ParseAddr(host); host == "" || err == nil && ip.IsUnspecified() {
		host = "localhost"
	}
	_, port, _ := net.SplitHostPort(got.String())
	return "http://" + net.JoinHostPort(host, port) + "/"
}
