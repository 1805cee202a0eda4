// What somebody who hears the page, or works it by keyboard, would miss: as lines of text.
() => {
  const missing = [];
  const say = (what, element) => missing.push(`${what}: ${element.outerHTML.slice(0, 120)}`);
  const nameOf = (element) => element.getAttribute('aria-label') || document.getElementById(element.getAttribute('aria-labelledby'))?.textContent || Array.from(element.labels ?? [], (label) => label.textContent).join(' ')
    || (element.matches('a, button') ? element.textContent : '') || '';
  for (const element of document.querySelectorAll('a, button, input, select, form, [role=region], [role=img], section')) {
    if (!nameOf(element).trim()) {
      say('no name', element);
    }
  }
  for (const table of document.querySelectorAll('table')) {
    if (!table.caption?.textContent.trim()) {
      say('no caption', table);
    }
    for (const head of table.querySelectorAll('th')) {
      if (!head.scope || !head.textContent.trim()) {
        say('no heading', head);
      }
    }
    for (const row of table.tBodies[0].rows) {
      if (row.cells.length !== table.tHead.rows[0].cells.length) {
        say('another number of cells', row);
      }
    }
  }
  for (const element of document.querySelectorAll('*')) {
    if (element.scrollHeight > element.clientHeight + 1 && ['auto', 'scroll'].includes(getComputedStyle(element).overflowY) && element.tabIndex < 0 && element !== document.documentElement) {
      say('scrolls and has no focus', element);
    }
  }
  const ids = Array.from(document.querySelectorAll('[id]'), (element) => element.id);
  if (new Set(ids).size !== ids.length) {
    missing.push(`an id twice: ${ids}`);
  }
  let level = 0;
  for (const heading of document.querySelectorAll('h1, h2, h3, h4')) {
    const own = Number(heading.tagName[1]);
    if (own > level + 1) {
      say('a level is left out', heading);
    }
    level = own;
  }
  if (document.documentElement.lang !== 'en' || document.querySelectorAll('main').length !== 1 || document.querySelectorAll('h1').length !== 1) {
    missing.push('language, main or h1');
  }
  if (document.querySelector('[style], style, script:not([src])')) {
    missing.push('a style or a script in the page');
  }
  return missing;
}
