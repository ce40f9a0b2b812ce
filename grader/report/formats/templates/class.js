"use strict";
(() => {
  const table = document.getElementById("rows");
  const body = table.tBodies[0];
  const rows = Array.from(body.rows);
  const words = rows.map((row) => row.textContent.toLowerCase());
  const filter = document.getElementById("filter");
  const result = document.getElementById("result");
  const count = document.getElementById("count");

  function show() {
    const wanted = filter.value.toLowerCase();
    let shown = 0;
    rows.forEach((row, number) => {
      const fits = words[number].includes(wanted) && (!result.value || row.dataset.result === result.value);
      row.hidden = !fits;
      shown += fits;
    });
    count.textContent = shown === rows.length ? "" : `${shown} of ${rows.length}`;
  }

  function sort(header, column) {
    const down = header.getAttribute("aria-sort") === "ascending";
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", down ? "descending" : "ascending");
    const isNumber = "number" in header.dataset;
    const key = (row) => (isNumber ? Number(row.cells[column].dataset.value) : row.cells[column].textContent.trim());
    const order = isNumber ? (a, b) => a - b : new Intl.Collator().compare;
    const keys = new Map(rows.map((row) => [row, key(row)]));
    const sorted = rows.slice().sort((a, b) => (down ? -1 : 1) * order(keys.get(a), keys.get(b)));
    body.append(...sorted);
  }

  Array.from(table.tHead.rows[0].cells).forEach((header, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = header.textContent;
    button.addEventListener("click", () => sort(header, column));
    header.replaceChildren(button);
  });
  const form = filter.form;
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  filter.addEventListener("input", show);
  result.addEventListener("change", show);
})();
