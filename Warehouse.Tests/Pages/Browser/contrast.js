// The contrast of every text with what is behind it, and of every line, bar and field with its ground: those that are too low, as lines of text.
// https://www.w3.org/TR/WCAG22/#contrast-minimum and #non-text-contrast
() => {
  const parse = (colour) => {
    const parts = colour.match(/[\d.]+/g).map(Number);
    return { rgb: parts.slice(0, 3), alpha: parts.length > 3 ? parts[3] : 1 };
  };
  const over = (top, ground) => top.rgb.map((part, i) => part * top.alpha + ground[i] * (1 - top.alpha));
  const groundOf = (element) => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour.alpha > 0) {
        layers.unshift(colour);
      }
    }
    return layers.reduce((ground, layer) => over(layer, ground), matchMedia('(prefers-color-scheme: dark)').matches ? [0, 0, 0] : [255, 255, 255]);
  };
  const luminance = (rgb) => {
    const [r, g, b] = rgb.map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  const low = new Set();
  const seen = new Set();
  const judge = (element, colour, least, what) => {
    const ground = groundOf(element);
    const ratio = contrast(over(parse(colour), ground), ground);
    seen.add(what);
    if (ratio < least) {
      low.add(`${what}: ${colour} on ${ground.map(Math.round)} is ${ratio.toFixed(2)}, not ${least}`);
    }
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || element.closest('title, script, option') || !element.checkVisibility()) {
      continue;
    }
    const style = getComputedStyle(element);
    const size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    judge(element, element instanceof SVGElement ? style.fill : style.color, isLarge ? 3 : 4.5, `text of ${element.tagName}.${element.getAttribute('class') ?? ''}`);
  }
  for (const field of document.querySelectorAll('select, input')) {
    const style = getComputedStyle(field);
    judge(field, style.color, 4.5, `text of ${field.id}`);
    judge(field.parentElement, style.borderTopColor, 3, `edge of ${field.id}`);
  }
  for (const shape of document.querySelectorAll('.line, .columns')) {
    const style = getComputedStyle(shape);
    judge(shape, shape.classList.contains('line') ? style.stroke : style.fill, 3, `shape ${shape.getAttribute('class')}`);
  }
  for (const needed of ['text of H1.', 'text of TH.', 'text of TD.number', 'text of text.tick', 'text of BUTTON.', 'text of LABEL.', 'text of P.value', 'shape line ink2', 'shape columns ink1']) {
    if (!seen.has(needed)) {
      low.add(`nothing was seen of: ${needed}`);
    }
  }
  return [...low];
}
