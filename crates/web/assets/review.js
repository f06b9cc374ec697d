// Reviewing by keyboard. Every step works without this file, by its button.
(function () {
  "use strict";
  var place = -1;
  var moveOn = false;

  function items() {
    return Array.prototype.slice.call(document.querySelectorAll("[data-item]"));
  }
  function go(to) {
    var list = items();
    if (!list.length) return;
    place = Math.max(0, Math.min(list.length - 1, to));
    list[place].focus();
    list[place].scrollIntoView({ block: "nearest" });
  }
  function isField(element) {
    return /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName) && element.type !== "checkbox";
  }

  document.addEventListener("focusin", function (event) {
    var at = items().findIndex(function (item) { return item.contains(event.target); });
    if (at >= 0) place = at;
  });

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    var item = items()[place];
    if (event.key === "Escape") {
      var open = event.target.closest && event.target.closest("details[open]");
      if (open) {
        open.open = false;
        if (item) item.focus();
        event.preventDefault();
      }
      return;
    }
    if (isField(event.target)) return;
    if (event.key === "j") go(place + 1);
    else if (event.key === "k") go(place < 0 ? 0 : place - 1);
    else if (item && /^[arucs]$/.test(event.key)) {
      var button = item.querySelector('[data-key="' + event.key + '"]');
      if (!button) return;
      moveOn = event.key === "a";
      button.click();
      var field = button.tagName === "SUMMARY" && button.parentElement.open && button.parentElement.querySelector("textarea");
      if (field) field.focus();
    } else return;
    event.preventDefault();
  });

  // The passage that counts is in sight, where the text around it is longer than its frame.
  function showMarks(within) {
    within.querySelectorAll(".rv-text").forEach(function (text) {
      var mark = text.querySelector("mark");
      if (mark) text.scrollTop += mark.getBoundingClientRect().top - text.getBoundingClientRect().top - 30;
    });
  }
  showMarks(document);

  // The item was replaced: the focus stays where the work is, and goes on after what was accepted by key.
  document.addEventListener("htmx:afterSwap", function (event) {
    var id = event.detail.target && event.detail.target.id;
    if (!id || id.indexOf("i-") !== 0) return;
    var at = items().findIndex(function (item) { return item.id === id; });
    if (at < 0) return;
    showMarks(items()[at]);
    var wrong = items()[at].querySelector("[aria-invalid=true]");
    if (wrong) { wrong.focus(); return; }
    go(moveOn ? at + 1 : at);
    moveOn = false;
  });
})();
