"use strict";
const boxes = document.querySelectorAll("#filter input");

function update() {
  const shown = new Set([...boxes].filter((box) => box.checked).map((box) => box.value));
  let count = 0;
  for (const section of document.querySelectorAll("section")) {
    const cards = [...section.querySelectorAll("article")];
    for (const card of cards) {
      card.hidden = !shown.has(card.className);
    }
    const visible = cards.filter((card) => !card.hidden).length;
    // A program without call sites has notes to read, whatever is chosen.
    section.hidden = cards.length > 0 && visible === 0;
    count += visible;
  }
  document.getElementById("nothing").hidden = count > 0;
}

for (const box of boxes) {
  box.addEventListener("change", update);
}
update();
