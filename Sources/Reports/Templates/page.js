// Beside the burn-down: the numbers of the bar under the pointer, taken from the table below the picture.
(() => {
  const table = document.getElementById("burn-down-table");
  const figure = document.querySelector(".burn-down");
  if (!table || !figure) return;
  const names = [...table.tHead.rows[0].cells].map((cell) => cell.textContent);
  const rows = table.tBodies[0].rows;
  const tip = document.createElement("div");
  tip.className = "tip";
  tip.hidden = true;
  figure.append(tip);

  const hide = (svg) => {
    tip.hidden = true;
    svg.querySelector(".cursor").style.visibility = "hidden";
  };

  for (const svg of figure.querySelectorAll(".chart")) {
    const { left, width } = svg.dataset;
    svg.addEventListener("pointerleave", () => hide(svg));
    svg.addEventListener("pointermove", (event) => {
      const box = svg.getBoundingClientRect();
      const x = ((event.clientX - box.left) / box.width) * svg.viewBox.baseVal.width;
      const index = Math.floor((x - left) / width);
      const row = rows[index];
      if (!row) return hide(svg);
      const cursor = svg.querySelector(".cursor");
      cursor.setAttribute("x", Number(left) + index * width);
      cursor.style.visibility = "visible";
      const lines = [...row.cells].map((cell, place) => {
        const line = document.createElement(place ? "span" : "b");
        if (!place) line.textContent = cell.textContent;
        else for (const text of [names[place], cell.textContent]) {
          const part = document.createElement("i");
          part.textContent = text;
          line.append(part);
        }
        return line;
      });
      tip.replaceChildren(...lines);
      tip.hidden = false;
      const place = event.clientX - box.left;
      const room = box.width - place - 24;
      tip.style.left = (room > tip.offsetWidth ? place + 16 : Math.max(0, place - tip.offsetWidth - 16)) + "px";
      tip.style.top = Math.max(0, event.clientY - box.top - tip.offsetHeight - 12) + "px";
    });
  }
})();
