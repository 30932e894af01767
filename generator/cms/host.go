package cms

import (
	"errors"
	"net/url"
	"regexp"
	"strings"
)

// A Host is the repository that the editor works on.
type Host struct {
	Kind   string // github, gitlab or gitea
	Site   string // https://github.com
	Repo   string // org/repo
	Branch string
	Prefix string // of the program's folder in the repository: "" or "reports/"
}

// ErrHost is returned for an edit_url that tells of no repository.
var ErrHost = errors.New("edit_url does not say where the repository is")

// hostForm is what stands in the page's policy, where ; and , have a meaning.
var hostForm = regexp.MustCompile(`^([A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]+)?$`)

// HostOf reads edit_url as the three sorts of host write it:
//
//	https://github.com/org/repo/edit/main/{path}
//	https://gitlab.com/group/sub/repo/-/edit/main/{path}
//	https://codeberg.org/org/repo/_edit/main/{path}
//
// A host of one's own has the same paths. The branch is one step of the path.
func HostOf(editURL string) (Host, error) {
	u, err := url.Parse(editURL)
	if err != nil || u.Scheme != "https" || !hostForm.MatchString(u.Host) {
		return Host{}, ErrHost
	}
	for _, form := range []struct{ kind, mark string }{{"gitlab", "/-/edit/"}, {"gitea", "/_edit/"}, {"github", "/edit/"}} {
		repo, rest, ok := strings.Cut(u.Path, form.mark)
		branch, file, whole := strings.Cut(rest, "/")
		repo = strings.Trim(repo, "/")
		if !ok || !whole || branch == "" || strings.Contains(branch, "{") {
			continue
		}
		steps := strings.Count(repo, "/") + 1
		prefix, found := strings.CutSuffix(file, "{path}")
		if repo == "" || steps < 2 || form.kind != "gitlab" && steps != 2 || !found {
			continue
		}
		return Host{form.kind, u.Scheme + "://" + u.Host, repo, branch, prefix}, nil
	}
	return Host{}, ErrHost
}

// api is the host's own programming interface.
func (h Host) api() string {
	switch {
	case h.Kind == "github" && h.Site == "https://github.com":
		return "https://api.github.com"
	case h.Kind == "github":
		return h.Site + "/api/v3"
	case h.Kind == "gitlab":
		return h.Site + "/api/v4"
	}
	return h.Site + "/api/v1"
}

// A Sign is how people sign in. Without either they do with a token of their
// own, and no third party takes part.
type Sign struct {
	Auth  string // the address of an OAuth client, as GitHub needs one
	AppID string // of an application that is registered with GitLab or Gitea
}

// backend is the editor's account of the host.
func (h Host) backend(s Sign) object {
	o := object{{"name", h.Kind}, {"repo", h.Repo}, {"branch", h.Branch}}
	if h.api() != "https://api.github.com" && h.api() != "https://gitlab.com/api/v4" {
		o = o.with("api_root", h.api())
	}
	switch {
	case s.AppID != "" && h.Kind == "gitlab":
		o = append(o, member{"base_url", h.Site}, member{"auth_type", "pkce"}, member{"app_id", s.AppID})
	case s.AppID != "" && h.Kind == "gitea":
		o = append(o, member{"base_url", h.Site}, member{"app_id", s.AppID})
	case s.Auth != "":
		o = o.with("base_url", s.Auth)
	default:
		o = o.with("auth_methods", []string{"token"})
	}
	return o
}
