// Finds the sections that have all words of a query; those with more of them in their headings come first.
const MOST = 50;
const AROUND = 90;

function wordsOf(query) {
  return query.toLowerCase().split(/\s+/).filter(Boolean);
}

function rank(section, words) {
  const heading = `${section.title} ${section.heading}`.toLowerCase();
  const text = section.text.toLowerCase();
  if (!words.every((word) => heading.includes(word) || text.includes(word))) return 0;
  return words.reduce((sum, word) => sum + (heading.includes(word) ? 20 : 0) + Math.min(10, text.split(word).length), 0);
}

function found(query) {
  const words = wordsOf(query);
  if (words.length === 0) return [];
  return SECTIONS.map((section) => ({ section, rank: rank(section, words) }))
    .filter((each) => each.rank > 0).sort((a, b) => b.rank - a.rank).map((each) => each.section);
}

// The text around the first word, with the words marked; never as HTML.
function excerpt(section, words) {
  const at = Math.max(0, section.text.toLowerCase().indexOf(words[0]));
  const from = Math.max(0, at - AROUND);
  const line = document.createElement("p");
  let rest = (from > 0 ? "… " : "") + section.text.slice(from, at + AROUND * 2) + " …";
  while (rest) {
    const lower = rest.toLowerCase();
    const next = words.map((word) => ({ word, at: lower.indexOf(word) })).filter((hit) => hit.at >= 0)
      .sort((a, b) => a.at - b.at)[0];
    if (!next) break;
    const mark = document.createElement("mark");
    mark.textContent = rest.substr(next.at, next.word.length);
    line.append(rest.slice(0, next.at), mark);
    rest = rest.slice(next.at + next.word.length);
  }
  line.append(rest);
  return line;
}

function show(query) {
  const hits = found(query);
  const list = document.getElementById("results");
  list.replaceChildren(...hits.slice(0, MOST).map((section) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = section.page;
    link.textContent = section.heading === section.title ? section.title : `${section.title}: ${section.heading}`;
    item.append(link, excerpt(section, wordsOf(query)));
    return item;
  }));
  const more = hits.length > MOST ? `, the first ${MOST} of them here` : "";
  document.getElementById("count").textContent = query.trim()
    ? `${hits.length} ${hits.length === 1 ? "section has" : "sections have"} all of: ${query}${more}`
    : "All lessons are searched for the words in the field above.";
}

const field = document.getElementById("words");
field.value = new URLSearchParams(location.search).get("q") || "";
field.addEventListener("input", () => show(field.value));
show(field.value);
