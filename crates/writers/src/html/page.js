"use strict";
(function () {
  document.documentElement.classList.add("scripted");
  var data = JSON.parse(document.getElementById("data").textContent);
  var panel = document.getElementById("source");
  var words = panel.dataset;

  function element(name, text) {
    var node = document.createElement(name);
    node.textContent = text;
    return node;
  }

  // The text with its marked ranges, built from text nodes only: what a report says is never markup.
  function marked(target, text, marks) {
    var at = 0;
    marks.forEach(function (range) {
      target.append(text.slice(at, range[0]), element("mark", text.slice(range[0], range[1])));
      at = range[1];
    });
    target.append(text.slice(at));
  }

  function show(entry) {
    var report = data.reports[entry[0]] || ["", ""];
    var heading = data.texts[entry[2]], status = data.texts[entry[3]], text = data.texts[entry[4]], quote = data.texts[entry[6]];
    document.getElementById("source-h").textContent = report[0];
    panel.querySelector(".where").textContent = report[1] + (entry[1] ? " · " + words.page + " " + entry[1] : "");
    var list = panel.querySelector("dl");
    list.replaceChildren();
    [[words.task, heading], [words.status, status], [words.words, quote]].forEach(function (pair) {
      if (pair[1]) list.append(element("dt", pair[0]), element("dd", pair[1]));
    });
    var passage = panel.querySelector("blockquote");
    passage.replaceChildren();
    if (text) marked(passage, text, entry[5]); else passage.append(words.blank);
    panel.showModal();
    var mark = passage.querySelector("mark");
    if (mark) mark.scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-e]");
    if (button) show(data.entries[+button.dataset.e]);
    else if (event.target === panel) panel.close();
  });
  document.getElementById("close").addEventListener("click", function () { panel.close(); });

  // Arrow keys move between the cells of the matrix.
  document.addEventListener("keydown", function (event) {
    var cell = event.target.closest && event.target.closest("button.cell");
    if (!cell || !/^Arrow/.test(event.key)) return;
    var td = cell.parentElement, row = td.parentElement, step = /Down|Right/.test(event.key) ? 1 : -1, next = null;
    if (/Left|Right/.test(event.key)) {
      for (var s = td; (s = step > 0 ? s.nextElementSibling : s.previousElementSibling);) {
        next = s.querySelector("button.cell");
        if (next) break;
      }
    } else {
      for (var r = row; (r = step > 0 ? r.nextElementSibling : r.previousElementSibling);) {
        next = r.children[td.cellIndex] && r.children[td.cellIndex].querySelector("button.cell");
        if (next && !r.hidden) break;
        next = null;
      }
    }
    if (next) { next.focus(); event.preventDefault(); }
  });

  function fold(text) {
    return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d");
  }

  var taskFilter = document.getElementById("task-filter");
  if (taskFilter) taskFilter.addEventListener("input", function () {
    var wanted = fold(taskFilter.value);
    document.querySelectorAll(".matrix tbody tr:not(.sec):not(.part)").forEach(function (row) {
      row.hidden = !fold(row.cells[0].textContent).includes(wanted);
    });
  });

  // Pages of units. The cells of the first page stand in the markup; those of later pages are made from their classes.
  function unitPages(table, control) {
    var more = document.getElementById("units");
    more = more ? JSON.parse(more.textContent) : { units: [], rows: [], classes: [], absent: "" };
    var size = +control.dataset.page, page = 0;
    var head = table.tHead.rows[0];
    var rows = Array.from(table.tBodies[0].rows);
    var headings = rows.filter(function (r) { return r.className; });
    var tasks = rows.filter(function (r) { return !r.className; });
    var heads = Array.from(head.cells).slice(2);
    var cells = tasks.map(function (r) { return Array.from(r.cells).slice(2); });
    var written = heads.length, all = written + more.units.length;
    var names = [];
    for (var i = 0; i < all; i++) names.push(fold(i < written ? heads[i].textContent : more.units[i - written].slice(0, 2).join(" ")));
    var shown = names.map(function (_, i) { return i; });

    function headOf(column) {
      if (heads[column]) return heads[column];
      var unit = more.units[column - written], th = element("th", unit[0]);
      th.scope = "col";
      th.title = unit[2];
      th.append(element("small", unit[1]));
      return th;
    }

    function cellOf(row, column) {
      if (cells[row][column]) return cells[row][column];
      var data = more.rows[row], at = column - written, code = data[0][at], td = document.createElement("td");
      if (code === ".") {
        var hidden = element("span", more.absent);
        hidden.className = "sr";
        td.className = "absent";
        td.append(hidden);
        return td;
      }
      var kind = more.classes[+code], label = kind[1];
      if (kind[0] === "percent") label = data[1][data[0].slice(0, at).split(code).length - 1] || label;
      var box = document.createElement("div");
      box.className = "cell";
      box.append(element("b", label));
      td.className = kind[0];
      td.append(box);
      return td;
    }

    function fill(row, make, columns) {
      while (row.cells.length > 2) row.lastElementChild.remove();
      row.append.apply(row, columns.map(make));
    }

    function render() {
      var columns = shown.slice(page * size, (page + 1) * size);
      fill(head, headOf, columns);
      tasks.forEach(function (row, i) { fill(row, function (c) { return cellOf(i, c); }, columns); });
      headings.forEach(function (row) { row.cells[0].colSpan = columns.length + 2; });
      var first = page * size + 1;
      control.querySelector("output").textContent = (columns.length ? first + "–" + (first + columns.length - 1) : "0") + " / " + shown.length;
      control.querySelectorAll("button").forEach(function (b) {
        var to = page + +b.value;
        b.disabled = to < 0 || to * size >= shown.length;
        b.hidden = shown.length <= size;
      });
    }

    control.addEventListener("click", function (event) {
      var button = event.target.closest("button");
      if (!button) return;
      page += +button.value;
      render();
    });
    var unitFilter = document.getElementById("unit-filter");
    unitFilter.addEventListener("input", function () {
      var wanted = fold(unitFilter.value);
      page = 0;
      shown = [];
      names.forEach(function (name, i) { if (name.includes(wanted)) shown.push(i); });
      render();
    });
    render();
  }
  var matrix = document.querySelector("table.matrix"), pages = document.getElementById("unit-pages");
  if (matrix && pages) unitPages(matrix, pages);

  var filters = document.getElementById("finding-filters");
  if (filters) {
    var rows = Array.from(document.querySelectorAll(".findings tbody tr"));
    var apply = function () {
      var wanted = {};
      filters.querySelectorAll("[data-filter]").forEach(function (f) { wanted[f.dataset.filter] = f.value; });
      var text = fold(wanted.text), shown = 0;
      rows.forEach(function (row) {
        var hit = ["severity", "unit", "check"].every(function (k) { return !wanted[k] || row.dataset[k] === wanted[k]; })
          && (!text || fold(row.textContent).includes(text));
        row.hidden = !hit;
        shown += hit;
      });
      filters.querySelector("output").textContent = shown + " / " + rows.length;
    };
    filters.addEventListener("input", apply);
    apply();
  }
})();
