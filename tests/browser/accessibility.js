// A small check of what a screen reader meets, run inside the page; answers a list of complaints.
() => {
  const complaints = [];
  const shown = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest("[inert]");
  const all = (selector) => [...document.querySelectorAll(selector)].filter(shown);
  const brief = (element) => element.outerHTML.slice(0, 140);

  const ids = new Map();
  for (const element of document.querySelectorAll("[id]")) ids.set(element.id, (ids.get(element.id) ?? 0) + 1);
  for (const [id, count] of ids) if (count > 1) complaints.push(`id ${id} stands ${count} times`);

  for (const attribute of ["aria-labelledby", "aria-describedby", "aria-controls", "aria-activedescendant", "for"]) {
    for (const element of all(`[${attribute}]`)) {
      for (const id of element.getAttribute(attribute).split(/\s+/)) {
        if (!document.getElementById(id)) complaints.push(`${attribute} names a missing ${id}: ${brief(element)}`);
      }
    }
  }

  const words = (element) => {
    const own = element.getAttribute("aria-label");
    if (own) return own;
    const labelled = element.getAttribute("aria-labelledby");
    if (labelled) return labelled.split(/\s+/).map((id) => document.getElementById(id)?.textContent ?? "").join(" ");
    if (element.labels?.length) return [...element.labels].map((label) => label.textContent).join(" ");
    return element.matches("input, select, textarea") ? "" : element.textContent;
  };
  const NAMED = "a[href], button, input, select, textarea, dialog[open], [role=menu], [role=menuitem], [role=listbox], "
    + "[role=option], [role=group], [role=radiogroup], [role=region], nav, aside, main, section[aria-label]";
  for (const element of all(NAMED)) if (!words(element).trim()) complaints.push(`no name: ${brief(element)}`);
  for (const image of all("img")) if (!image.hasAttribute("alt")) complaints.push(`no alt: ${brief(image)}`);
  for (const nav of all("nav")) if (!nav.querySelector("[aria-current]")) complaints.push("no current place in nav");

  for (const [selector, count] of [["main", 1], ["header.top", 1], ["nav", 1], ["h1", 1]]) {
    const found = document.querySelectorAll(selector).length;
    if (found !== count) complaints.push(`${found} of ${selector}`);
  }
  for (const element of all("[tabindex]")) if (element.tabIndex > 0) complaints.push(`forced tab order: ${brief(element)}`);
  for (const outer of all("a[href], button")) {
    if (outer.querySelector("a[href], button, input, select, textarea")) complaints.push(`control in control: ${brief(outer)}`);
  }
  if (!document.documentElement.lang) complaints.push("no language");
  if (!document.querySelector("[aria-live]")) complaints.push("no live region");
  return complaints.concat(contrasts());

  // Text against the first solid background behind it, as WCAG 2 reckons it.
  function contrasts() {
    const found = new Set();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement;
      if (!walker.currentNode.textContent.trim() || !shown(element) || element.closest(".unseen, .skip, .top, script, noscript, .emoji")) continue;
      if (getComputedStyle(element).clipPath !== "none") continue;
      const style = getComputedStyle(element);
      const ratio = contrast(parse(style.color), behind(element));
      const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.6 && Number(style.fontWeight) >= 700);
      if (ratio < (large ? 3 : 4.5)) found.add(`contrast ${ratio.toFixed(2)}: ${element.className || element.tagName} “${walker.currentNode.textContent.trim().slice(0, 30)}”`);
    }
    return [...found];
  }
  function parse(color) {
    const canvas = new OffscreenCanvas(1, 1).getContext("2d");
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  }
  function behind(element) {
    for (let at = element; at; at = at.parentElement) {
      const color = parse(getComputedStyle(at).backgroundColor);
      if (color[3] === 255) return color;
    }
    return [255, 255, 255, 255];
  }
  function contrast(front, back) {
    const light = ([red, green, blue]) => [red, green, blue]
      .map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
      .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
    const [high, low] = [light(front), light(back)].sort((a, b) => b - a);
    return (high + 0.05) / (low + 0.05);
  }
}
