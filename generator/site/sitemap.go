package site

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"slices"
	"strings"

	"wallwalk/generator/model"
)

// What search engines read. What is made for the program's own people asks not
// to be listed, and is in no list.

type sitemap struct {
	XMLName xml.Name     `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
	URLs    []sitemapURL `xml:"url"`
}

type sitemapURL struct {
	Loc string `xml:"loc"`
}

// sitemap lists the pages that may be found, where the site's address is known.
// It comes after all pages above the cohorts are planned.
func (b *builder) sitemap(cohorts func() []Summary) {
	robots := "User-agent: *\nDisallow:\n"
	if !b.Public { // and each page asks it again, for a host where this is not at the root
		robots = "User-agent: *\nDisallow: /\n"
	}
	if b.Program.BaseURL.Given() && b.Public {
		robots += "Sitemap: " + b.Program.BaseURL.Text + "sitemap.xml\n"
		b.add("sitemap.xml", func() ([]byte, error) {
			var s sitemap
			listed := slices.Clone(b.listed)
			for _, c := range cohorts() {
				listed = append(listed, c.Listed...)
			}
			slices.Sort(listed)
			for _, address := range listed {
				s.URLs = append(s.URLs, sitemapURL{b.Program.BaseURL.Text + address})
			}
			return xmlFile("sitemap.xml", s)
		})
	}
	b.add("robots.txt", func() ([]byte, error) { return []byte(robots), nil })
}

// xmlFile is a value as a file of XML.
func xmlFile(name string, v any) ([]byte, error) {
	var out bytes.Buffer
	out.WriteString(xml.Header)
	e := xml.NewEncoder(&out)
	e.Indent("", " ")
	if err := e.Encode(v); err != nil {
		return nil, fmt.Errorf("writing %s: %w", name, err)
	}
	out.WriteByte('\n')
	return out.Bytes(), nil
}

// cohortOf is the cohort that an address lies in, or nil.
func (b *builder) cohortOf(address string) *model.Cohort {
	for _, c := range b.Program.Cohorts {
		if strings.HasPrefix(address, c.ID+"/") {
			return c
		}
	}
	return nil
}
