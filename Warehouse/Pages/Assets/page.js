// The page works without this. It asks for the page again when a run has brought something, and puts the new numbers in the place of the old ones.
(() => {
  'use strict';
  let isAsking = false;
  let wanted = null;

  const main = () => document.getElementById('numbers');

  const replace = (id, page) => {
    const [old, fresh] = [document.getElementById(id), page.getElementById(id)];
    if (old && fresh) {
      old.replaceWith(document.adoptNode(fresh));
    } else if (fresh) {
      main().before(document.adoptNode(fresh));
    } else if (old) {
      old.remove();
    }
  };

  // Where the reader is in each table that scrolls, and which one has the focus: the regions are told apart by their names.
  const regions = () => Array.from(main().querySelectorAll('[role=region]'));

  const update = (page) => {
    const places = new Map(regions().map((region) => [region.getAttribute('aria-label'), [region.scrollTop, region.scrollLeft, region === document.activeElement]]));
    const hadFocus = main() === document.activeElement;
    replace('masthead', page);
    if (!document.getElementById('filters')?.contains(document.activeElement)) {
      replace('filters', page);
    }
    replace('numbers', page);
    for (const region of regions()) {
      const place = places.get(region.getAttribute('aria-label'));
      if (place) {
        [region.scrollTop, region.scrollLeft] = place;
        if (place[2]) {
          region.focus({ preventScroll: true });
        }
      }
    }
    if (hadFocus) {
      main().focus({ preventScroll: true });
    }
    document.getElementById('live').textContent = 'The numbers were updated.';
  };

  const ask = async () => {
    if (isAsking || document.hidden || wanted === null || wanted === main().dataset.version) {
      return;
    }
    isAsking = true;
    const asked = wanted;
    try {
      const answer = await fetch(window.location.href, { cache: 'no-store' });
      if ((answer.headers.get('content-type') || '').startsWith('text/html')) {
        update(new DOMParser().parseFromString(await answer.text(), 'text/html'));
      }
    } catch {
      // The server is gone for a moment: the next event asks again.
    }
    isAsking = false;
    if (asked !== wanted) {
      ask();
    }
  };

  const events = new EventSource('events');
  events.addEventListener('version', (event) => {
    wanted = event.data;
    ask();
  });
  document.addEventListener('visibilitychange', ask);

  // Who chooses a date wants those dates.
  document.addEventListener('change', (event) => {
    if (event.target instanceof HTMLInputElement && event.target.type === 'date') {
      document.getElementById('range').value = 'custom';
    }
  });
})();
