"use strict";
(() => {
  const root = document.documentElement;
  const decimal = root.dataset.decimal;
  const language = root.lang;
  const collator = new Intl.Collator(language, { numeric: true, sensitivity: "base" });
  const unwanted = new RegExp("[^0-9" + (decimal === "." ? "." : ",") + "-]", "g");

  const figure = (text) => {
    const found = text.replace("−", "-").split("–")[0].replace(unwanted, "").replace(decimal, ".");
    return found === "" || found === "-" ? NaN : Number(found);
  };
  const day = (text) => {
    const local = /(\d{2})-(\d{2})-(\d{4})/.exec(text);
    if (local) return local[3] + local[2] + local[1];
    const plain = /(\d{4})-(\d{2})-(\d{2})/.exec(text);
    return plain ? plain[1] + plain[2] + plain[3] : "";
  };
  const empty = (text) => text.trim() === "";
  const compare = {
    n: (a, b) => figure(a) - figure(b) || collator.compare(a, b),
    d: (a, b) => day(a).localeCompare(day(b)),
    t: (a, b) => collator.compare(a, b),
  };

  const sort = (table, place, kind, upwards) => {
    const body = table.tBodies[0];
    const rows = [...body.rows].map((row) => [row, row.cells[place].textContent]);
    // What is not known stands last, whichever way is up.
    const known = rows.filter(([, text]) => !empty(text));
    const unknown = rows.filter(([, text]) => empty(text));
    known.sort(([, a], [, b]) => (upwards ? compare[kind](a, b) : compare[kind](b, a)));
    body.append(...known.concat(unknown).map(([row]) => row));
  };

  document.querySelectorAll("table.sortable").forEach((table) => {
    [...table.tHead.rows[0].cells].forEach((head, place, heads) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.replaceChildren(button);
      head.setAttribute("aria-sort", "none");
      button.addEventListener("click", () => {
        const upwards = head.getAttribute("aria-sort") !== "ascending";
        heads.forEach((other) => other.setAttribute("aria-sort", "none"));
        head.setAttribute("aria-sort", upwards ? "ascending" : "descending");
        sort(table, place, head.dataset.kind, upwards);
      });
    });
  });

  const search = document.getElementById("search");
  const filters = [];
  document.querySelectorAll("table.sortable").forEach((table) => {
    const tools = table.closest(".tabular").querySelector("form");
    const input = tools && tools.querySelector("input");
    const select = tools && tools.querySelector("select");
    const output = tools && tools.querySelector("output");
    const rows = [...table.tBodies[0].rows];
    const apply = () => {
      const wanted = [search.value, input ? input.value : ""].map((text) => text.trim().toLowerCase());
      let count = 0;
      rows.forEach((row) => {
        const text = row.textContent.toLowerCase();
        const chosen = !select || !select.value || row.cells[Number(select.dataset.column)].textContent === select.value;
        row.hidden = !(chosen && wanted.every((one) => text.includes(one)));
        count += row.hidden ? 0 : 1;
      });
      if (output)
        output.textContent =
          count === rows.length ? "" : root.dataset.shown.replace("{count}", count).replace("{all}", rows.length);
    };
    filters.push(apply);
    if (input) input.addEventListener("input", apply);
    if (select) select.addEventListener("change", apply);
  });
  search.addEventListener("input", () => filters.forEach((apply) => apply()));

  const look = document.getElementById("look");
  look.addEventListener("click", () => {
    const dark = root.dataset.look
      ? root.dataset.look === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.look = dark ? "light" : "dark";
    look.setAttribute("aria-pressed", String(!dark));
  });
  document.getElementById("print").addEventListener("click", () => print());
  document.querySelectorAll("form.tools").forEach((form) => {
    form.hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
  });
})();
