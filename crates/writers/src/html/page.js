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
