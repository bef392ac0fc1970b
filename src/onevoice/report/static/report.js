// Sorting and searching; the page holds everything without it.
(() => {
  const controls = document.getElementById("controls");
  const list = document.getElementById("cards");
  const shown = document.getElementById("shown");
  const none = document.getElementById("none");
  const cards = [...list.children];
  const words = new Map(cards.map((card) => [card, plain(card.querySelector(".words").textContent)]));
  const buttons = [...controls.querySelectorAll("button")];
  let note = "";

  function plain(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();
  }

  function search() {
    const sought = plain(document.getElementById("search").value).split(/\s+/).filter(Boolean);
    let count = 0;
    for (const card of cards) {
      card.hidden = !sought.every((word) => words.get(card).includes(word));
      count += !card.hidden;
    }
    none.hidden = count > 0;
    const text = controls.dataset.shown.replace("%s", count).replace("%a", cards.length);
    shown.textContent = [text, note].filter(Boolean).join(" ");
  }

  function sort(button) {
    const again = button.getAttribute("aria-pressed") === "true" && button.dataset.way !== "up";
    const way = again ? 1 : -1;
    const key = button.dataset.by;
    const value = (card) => (card.dataset[key] === undefined ? -Infinity * way * -1 : Number(card.dataset[key]));
    const sorted = [...cards].sort((a, b) => {
      const [x, y] = [value(a), value(b)];
      return x === y ? 0 : x < y ? -way : way;
    });
    for (const other of buttons) {
      other.setAttribute("aria-pressed", String(other === button));
      delete other.dataset.way;
    }
    button.dataset.way = again ? "up" : "down";
    note = key === "number" ? "" : again ? controls.dataset.up : controls.dataset.down;
    list.append(...sorted);
    search();
  }

  controls.hidden = false;
  document.getElementById("search").addEventListener("input", search);
  for (const button of buttons) button.addEventListener("click", () => sort(button));
  search();
})();
