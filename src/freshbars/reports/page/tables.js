"use strict";
// Tables show their first rows, and all on request. A click on a head sorts the rows by its column.
(() => {
  const whole = new Intl.NumberFormat("en-US"), words = new Intl.Collator("en", { numeric: true });
  const button = (text, name) => Object.assign(document.createElement("button"), { textContent: text, className: name });

  function key(cell) {
    const text = cell.dataset.value ?? cell.textContent.trim().replace(/(?<=\d),(?=\d{3})/g, "");
    return text !== "" && !Number.isNaN(Number(text)) ? Number(text) : text;
  }
  const compare = (a, b) => (typeof a === "number" && typeof b === "number" ? a - b : words.compare(a, b));

  for (const table of document.querySelectorAll("main table:not(#bars)")) {
    const body = table.tBodies[0], heads = [...table.tHead.rows[0].cells], most = Number(table.dataset.rows || Infinity);
    let open = body.rows.length < most + 3;
    const fold = () => [...body.rows].forEach((row, i) => { row.hidden = !open && i >= most; });
    fold();
    if (!open) {
      const more = button(`Show ${whole.format(body.rows.length - most)} more`, "more");
      more.onclick = () => { open = true; fold(); more.remove(); };
      table.parentElement.after(more);
    }
    for (const [column, head] of heads.entries()) {
      if (!head.textContent.trim()) continue;
      const sort = button(head.textContent, "head");
      head.replaceChildren(sort);
      sort.onclick = () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        const rows = [...body.rows].map((row) => [key(row.cells[column]), row]);
        rows.sort(([a], [b]) => (down ? -compare(a, b) : compare(a, b)));
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        body.append(...rows.map(([, row]) => row));
        fold();
      };
    }
  }
})();
