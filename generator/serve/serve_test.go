package serve

import (
	"context"
	"net"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"

	"wallwalk/generator/diag"
)

func TestLastGoodSiteStays(t *testing.T) {
	r := start(newProgram(t, "cohorts/a.yaml"), 0)
	events := r.listen("/")
	good := receive(t, events, "the state on connecting")
	if good.name != "ok" || good.Build != 1 || !good.Site {
		t.Fatalf("first event: %+v", good)
	}
	r.write("cohorts/a.yaml", "broken")
	bad := await(t, events, "problems", func(m message) bool { return m.name == "problems" })
	want := problem{"error", "cohorts/a.yaml:1:1", "this is broken", "test-broken", 1, "broken", "^^^^^^", "mend it"}
	if len(bad.Items) != 1 || bad.Items[0] != want || bad.Summary != "The files have 1 error" {
		t.Errorf("problems: %+v", bad)
	}
	if bad.Page != good.Page {
		t.Error("the last good page would be loaded again")
	}
	if code, body := r.get(""); code != 200 || !strings.Contains(body, "cohorts/a.yaml=one") {
		t.Errorf("while broken: %d %s", code, body)
	}
	r.write("cohorts/a.yaml", "two")
	mended := await(t, events, "ok", func(m message) bool { return m.name == "ok" })
	if mended.Page == good.Page || mended.Items != nil {
		t.Errorf("mended: %+v", mended)
	}
	for _, text := range []string{"built 2 files in ", "1 error after ", "the last good site stays", "cohorts/a.yaml:1:1: error: this is broken [test-broken]", "hint: mend it"} {
		if !strings.Contains(r.logged(), text) {
			t.Errorf("log lacks %q:\n%s", text, r.logged())
		}
	}
}

func TestNoSiteYet(t *testing.T) {
	p := newProgram(t)
	p.write("cohorts/<b>.yaml", "broken")
	r := start(p, 0)
	code, body := r.get("any/page/")
	for _, text := range []string{"The files have 1 error", "cohorts/&lt;b&gt;.yaml:1:1", "this is broken", "^^^^^^", "mend it", "/.wallwalk/live.js"} {
		if code != 503 || !strings.Contains(body, text) {
			t.Errorf("status page %d lacks %q:\n%s", code, text, body)
		}
	}
	events := r.listen("/any/page/")
	bad := receive(t, events, "the state on connecting")
	if bad.name != "problems" || bad.Site || !strings.Contains(body, bad.Page) {
		t.Errorf("first event %+v does not fit\n%s", bad, body)
	}
	r.write("cohorts/<b>.yaml", "whole")
	good := await(t, events, "ok", func(m message) bool { return m.name == "ok" })
	if good.Page == bad.Page {
		t.Error("the status page would stay")
	}
}

func TestMachineFailure(t *testing.T) {
	p := newProgram(t)
	p.write("cohorts/a.yaml", "dead")
	r := start(p, 0)
	if code, body := r.get(""); code != 503 || !strings.Contains(body, "reading cohorts/a.yaml: the disk is on fire") {
		t.Errorf("%d %s", code, body)
	}
	events := r.listen("/")
	r.write("cohorts/a.yaml", "fine")
	r.awaitText(events, "a.yaml=fine")
	r.write("cohorts/a.yaml", "dead")
	bad := await(t, events, "problems", func(m message) bool { return m.name == "problems" })
	if bad.Summary != "The site could not be built" || len(bad.Items) != 1 || !bad.Site {
		t.Errorf("%+v", bad)
	}
	if code, body := r.get(""); code != 200 || !strings.Contains(body, "a.yaml=fine") {
		t.Errorf("after the failure: %d %s", code, body)
	}
	if !strings.Contains(r.logged(), "the build failed after ") {
		t.Error(r.logged())
	}
}

func TestWarningsStayInTheTerminal(t *testing.T) {
	p := newProgram(t)
	p.write("cohorts/a.yaml", "odd")
	r := start(p, 0)
	events := r.listen("/")
	if m := receive(t, events, "the state"); m.name != "ok" || m.Items != nil {
		t.Errorf("%+v", m)
	}
	r.write("cohorts/b.yaml", "new")
	r.awaitText(events, "b.yaml=new")
	if got := strings.Count(r.logged(), ", with 1 warning"); got < 2 {
		t.Errorf("%d builds say that there is a warning:\n%s", got, r.logged())
	}
	if got := strings.Count(r.logged(), "this is odd"); got != 1 {
		t.Errorf("said %d times:\n%s", got, r.logged())
	}
}

func TestOnlyWhatChangedIsLoadedAgain(t *testing.T) {
	p := newProgram(t, "cohorts/a.yaml")
	p.write("themes/site.css", "p{}")
	r := start(p, 0)
	changing, still := r.listen("/"), r.listen("/still/")
	first, firstStill := receive(t, changing, "the state"), receive(t, still, "the state")
	if len(first.Links) != 1 || first.Links[0] != "themes/site.css" || firstStill.Links != nil {
		t.Errorf("links %q and %q", first.Links, firstStill.Links)
	}
	r.write("themes/site.css", "p{color:red}")
	styled := await(t, changing, "new styles", func(m message) bool { return m.CSS != first.CSS })
	if styled.Page != first.Page {
		t.Error("a stylesheet loads the page again")
	}
	r.write("cohorts/a.yaml", "two")
	now := await(t, changing, "a new page", func(m message) bool { return m.Page != first.Page })
	m := await(t, still, "the same build", func(m message) bool { return m.Build >= now.Build })
	if m.Page != firstStill.Page {
		t.Error("a page that didn't change is loaded again")
	}
}

func TestShutdown(t *testing.T) {
	before := runtime.NumGoroutine()
	r := start(newProgram(t, "cohorts/a.yaml"), 0)
	events := r.listen("/")
	receive(t, events, "the state")
	if err := r.stop(); err != nil {
		t.Errorf("Run: %v", err)
	}
	for open := true; open; {
		select {
		case _, open = <-events:
		case <-time.After(deadline):
			t.Fatal("the event stream stays open")
		}
	}
	http.DefaultClient.CloseIdleConnections()
	for end := time.Now().Add(deadline); runtime.NumGoroutine() > before; runtime.Gosched() {
		if time.Now().After(end) {
			stacks := make([]byte, 1<<16)
			t.Fatalf("goroutines are left:\n%s", stacks[:runtime.Stack(stacks, true)])
		}
	}
}

func TestStoppedBeforeItStarted(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	build := func(context.Context, []string) (Site, *diag.List, error) { cancel(); return nil, nil, ctx.Err() }
	ready := func(string) { t.Error("says that it is ready") }
	if err := Run(ctx, build, Options{Addr: "127.0.0.1:0", Root: t.TempDir(), Ready: ready}); err != nil {
		t.Error(err)
	}
}

func TestAddressInUse(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	p := newProgram(t)
	err = Run(t.Context(), p.build, Options{Addr: taken.Addr().String(), Root: p.root})
	if err == nil || !strings.Contains(err.Error(), "--addr 127.0.0.1:0") || p.builds.Load() != 0 {
		t.Errorf("error %v after %d builds", err, p.builds.Load())
	}
	if err := Run(t.Context(), p.build, Options{Addr: "1313", Root: p.root}); err == nil || !strings.Contains(err.Error(), "1313") {
		t.Errorf("an address without a port: %v", err)
	}
}

func TestAddress(t *testing.T) {
	got := &net.TCPAddr{Port: 4321}
	for asked, want := range map[string]string{
		"127.0.0.1:0":   "http://127.0.0.1:4321/",
		"localhost:0":   "http://localhost:4321/",
		"[::1]:4321":    "http://[::1]:4321/",
		":4321":         "http://localhost:4321/",
		"0.0.0.0:4321":  "http://localhost:4321/",
		"[::]:0":        "http://localhost:4321/",
		"wall.lan:4321": "http://wall.lan:4321/",
	} {
		if s := address(asked, got); s != want {
			t.Errorf("address(%q) = %s, want %s", asked, s, want)
		}
	}
}
