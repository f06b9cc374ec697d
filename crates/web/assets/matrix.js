// The matrix by keyboard, and the cell's source beside it. Without this file a cell is a link to a page of its own.
(function () {
  "use strict";

  var panel = document.getElementById("panel");
  var last = null, waiting = 0, asked = 0;

  function isOpen() { return panel && !panel.hidden; }

  function show(link) {
    if (last) last.removeAttribute("aria-current");
    last = link;
    link.setAttribute("aria-current", "true");
    panel.hidden = false;
    document.body.classList.add("with-panel");
    panel.setAttribute("aria-busy", "true");
    var number = ++asked;
    fetch(link.href, { headers: { "HX-Request": "true" }, credentials: "same-origin" }).then(function (answer) {
      // Whoever was signed out meanwhile sees the page that asks for it.
      if (answer.redirected || answer.status === 401) { window.location.assign(link.href); return ""; }
      return answer.text();
    }).then(function (text) {
      if (number !== asked || !text) return;
      panel.innerHTML = text;
      panel.scrollTop = 0;
      panel.removeAttribute("aria-busy");
    }).catch(function () {
      if (number !== asked) return;
      panel.textContent = panel.dataset.failed;
      panel.removeAttribute("aria-busy");
    });
  }

  function close() {
    asked++;
    panel.hidden = true;
    panel.textContent = "";
    document.body.classList.remove("with-panel");
    if (last) {
      last.removeAttribute("aria-current");
      last.focus();
    }
  }

  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-panel-close]")) { close(); return; }
    var link = event.target.closest("table.matrix td.mx a");
    if (!link || !panel || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    show(link);
  });

  // Arrow keys go from cell to cell; headings between the rows are skipped. An open panel follows.
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && isOpen()) { event.preventDefault(); close(); return; }
    var cell = event.target.closest ? event.target.closest("table.matrix td.mx") : null;
    if (!cell || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    var next = null;
    if (event.key === "ArrowRight") next = cell.nextElementSibling;
    else if (event.key === "ArrowLeft") next = cell.previousElementSibling;
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      var down = event.key === "ArrowDown", row = cell.parentNode;
      do {
        row = down ? row.nextElementSibling : row.previousElementSibling;
        next = row ? row.cells[cell.cellIndex] : null;
      } while (row && !(next && next.matches(".mx")));
    } else return;
    var link = next && next.querySelector ? next.querySelector("a") : null;
    if (!link || !next.matches(".mx")) return;
    event.preventDefault();
    link.focus();
    if (!isOpen()) return;
    window.clearTimeout(waiting);
    waiting = window.setTimeout(function () { show(link); }, 120);
  });
})();
