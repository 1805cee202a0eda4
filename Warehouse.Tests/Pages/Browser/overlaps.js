// Names below a chart that run into each other: as lines of text.
() => {
  const found = [];
  for (const plane of document.querySelectorAll('.chart:not(.heat) .plane')) {
    const names = Array.from(plane.querySelectorAll('text')).filter((name) => name.getBoundingClientRect().width > 0);
    for (const [i, name] of names.entries()) {
      const next = names[i + 1];
      if (next && name.getBoundingClientRect().right > next.getBoundingClientRect().left) {
        found.push(`${name.textContent} runs into ${next.textContent}`);
      }
    }
    if (names.length === 0) {
      found.push('a chart without names');
    }
  }
  return found;
}
