// Laws of where things stand on a page: each gives what breaks it, as it is written.
({
  // what sticks out of the page, though it does not scroll by itself
  outside() {
    return [...document.querySelectorAll("body *")].filter((one) => {
      const box = one.getBoundingClientRect();
      if (!box.width || one.closest(".scroll, .hidden, .skip, pre, svg, [hidden]")) return false;
      return box.left < -1 || box.right > document.documentElement.clientWidth + 1;
    });
  },

  // boxes and buttons of choice that do not stand before their words, on the same line
  stray() {
    return [...document.querySelectorAll("input[type=checkbox], input[type=radio]")].filter((one) => {
      const row = one.closest(".choice, label, li, td, div"), label = one.labels[0];
      const box = one.getBoundingClientRect();
      if (!row || !label || !box.width) return false;
      const words = label.getBoundingClientRect(), around = row.getBoundingClientRect();
      const within = box.left >= around.left - 1 && box.right <= around.right + 1;
      const level = box.top < words.bottom && words.top < box.bottom;
      const rtl = getComputedStyle(document.documentElement).direction === "rtl";
      const before = rtl ? box.left >= words.right - 1 : box.right <= words.left + 1;
      return !(within && level && (before || label.contains(one)));
    });
  },

  // rows with cells whose words touch: two numbers must never read as one
  touching() {
    const words = (cell) => {
      const range = document.createRange();
      range.selectNodeContents(cell);
      return range.getBoundingClientRect();
    };
    return [...document.querySelectorAll("tr")].filter((row) => {
      const cells = [...row.cells].map(words).filter((box) => box.width);
      return cells.some((box, place) => {
        if (!place) return false;
        const [one, other] = [cells[place - 1], box].sort((a, b) => a.left - b.left);
        return one.top < other.bottom && other.top < one.bottom && other.left - one.right < 4;
      });
    });
  },

  // words that are squeezed until their letters stand below each other
  squeezed() {
    return [...document.querySelectorAll("main *")].filter((one) => {
      const own = [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim().length > 7);
      const box = one.getBoundingClientRect();
      return own && box.width && !one.closest(".hidden, svg") && box.width < 36 && box.height > 4 * box.width;
    });
  },

  // what is pressed and too small for a finger; links within sentences apart
  small() {
    const pressed = "button, a.button, summary, input, select, nav a";
    return [...document.querySelectorAll(pressed)].filter((one) => {
      const box = one.getBoundingClientRect();
      if (!box.width || one.type === "hidden" || one.closest(".hidden")) return false;
      return box.height < (one.matches("button:not(.plain), a.button, select") ? 43.5 : 23.5);
    });
  },
})
