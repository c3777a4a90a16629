export default { layout: "story.njk", permalink: (data) => `${data.page.filePathStem.slice("/posts".length)}/index.html` };
