// The work that newsgen does on the same stories, as far as Eleventy can. Lists within lists (pages of each tag) are made as
// collections, as its documentation advises; they hold no more than their templates show.
const SIZE = 20, WINDOW = 8, WANTED = 4, FEED = 20;
const DATE = new Intl.DateTimeFormat("en-US", { dateStyle: "long", timeZone: "Europe/Berlin" });
const slug = (text) => text.toLowerCase().replaceAll(" ", "-");
const capital = (text) => text[0].toUpperCase() + text.slice(1);

function card(page) {
  const { title, section, summary, author } = page.data;
  const tags = page.data.tags.map((name) => ({ name, url: `/tags/${slug(name)}/` }));
  return { url: page.url, title, section: capital(section), summary, author, date: page.date, day: DATE.format(page.date), tags };
}

// Everything once: stories newest first, their groups, and what stands beside each.
function survey(pages) {
  const newest = [...pages].sort((one, other) => other.date - one.date);
  const stories = newest.map(card);
  const groups = new Map();
  const add = (kind, name, url, at) => {
    if (!groups.has(url)) groups.set(url, { kind, name, url, members: [] });
    groups.get(url).members.push(at);
  };
  newest.forEach((page, at) => {
    add("latest", "Latest", "/latest/", at);
    add("section", capital(page.data.section), `/sections/${page.data.section}/`, at);
    for (const tag of page.data.tags) add("tag", tag, `/tags/${slug(tag)}/`, at);
    add("author", page.data.author, `/authors/${slug(page.data.author)}/`, at);
    const month = page.url.slice(1, 8);
    add("month", month, `/archive/${month}/`, at);
  });
  const beside = new Map();
  const places = new Map();
  for (const group of groups.values()) {
    if (group.kind === "tag") places.set(group.url, new Map(group.members.map((member, at) => [member, at])));
  }
  stories.forEach((story, at) => {
    const shared = new Map();
    for (const tag of story.tags) {
      const here = places.get(tag.url).get(at);
      for (const other of groups.get(tag.url).members.slice(Math.max(0, here - WINDOW), here + WINDOW + 1)) {
        if (other !== at) shared.set(other, (shared.get(other) || 0) + 1);
      }
    }
    const ranked = [...shared].sort((one, other) => other[1] - one[1]).slice(0, WANTED);
    beside.set(story.url, { related: ranked.map(([other]) => stories[other]), newer: stories[at - 1], older: stories[at + 1] });
  });
  return { newest, stories, groups: [...groups.values()], beside };
}

function pagesOf(group, stories) {
  const total = Math.ceil(group.members.length / SIZE);
  const address = (number) => (number === 1 ? group.url : `${group.url}page/${number}/`);
  return Array.from({ length: total }, (_, at) => ({
    title: group.name,
    url: address(at + 1),
    feed: ["section", "tag"].includes(group.kind) ? `${group.url}feed.xml` : "",
    stories: group.members.slice(at * SIZE, (at + 1) * SIZE).map((member) => stories[member]),
    number: at + 1,
    total,
    newer: at > 0 ? address(at) : "",
    older: at + 1 < total ? address(at + 2) : "",
  }));
}

export default function (config) {
  let known;
  const all = (api) => (known ??= survey(api.getFilteredByGlob("content/posts/**/*.md")));
  const of = (api, kind) => all(api).groups.filter((group) => group.kind === kind);
  const brief = (group) => ({ title: group.name, url: group.url, count: group.members.length });
  config.addCollection("newest", (api) => all(api).newest.slice(0, FEED));
  config.addCollection("stories", (api) => all(api).stories);
  config.addCollection("lists", (api) => all(api).groups.flatMap((group) => pagesOf(group, known.stories)));
  config.addCollection("feeds", (api) =>
    [...of(api, "section"), ...of(api, "tag")].map((group) => ({
      ...brief(group),
      stories: group.members.slice(0, FEED).map((member) => known.stories[member]),
    })),
  );
  config.addCollection("sections", (api) =>
    of(api, "section").map((group) => ({ ...brief(group), stories: group.members.slice(0, 4).map((at) => known.stories[at]) })),
  );
  config.addCollection("topics", (api) => of(api, "tag").map(brief).sort((one, other) => (one.title < other.title ? -1 : 1)));
  config.addCollection("authors", (api) => of(api, "author").map(brief));
  config.addCollection("months", (api) => of(api, "month").map(brief));
  config.addFilter("beside", (url) => known.beside.get(url));
  config.addFilter("day", (date) => DATE.format(date));
  config.addFilter("slug", slug);
  config.addFilter("iso", (date) => date.toISOString());
  config.addFilter("rfc822", (date) => date.toUTCString());
  config.addFilter("words", (html) => html.replace(/<[^>]+>/g, " ").split(/\s+/).length);
  config.addGlobalData("site", { title: "The Bench", url: "https://bench.example" });
  config.addPassthroughCopy({ "content/assets": "assets" });
  config.setUseGitIgnore(false); // the work folder may lie in an ignored one
  return {
    dir: { input: "content", includes: "../layouts" },
    markdownTemplateEngine: false, // stories are Markdown, not programs
    htmlTemplateEngine: "njk",
  };
}
