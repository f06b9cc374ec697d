// Reviewing by keyboard. Every step works without this file, by its button.
(function () {
  "use strict";
  var place = -1;
  // Keys that came while their item was being saved, and items whose decision was refused, by the item's id.
  var waiting = {};
  var refused = [];

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
  function at(id) {
    return items().findIndex(function (item) { return item.id === id; });
  }
  function isBusy(item) {
    return !!item.querySelector(".htmx-request");
  }
  // Accepting goes on at once: what is typed next is meant for the next item, however slow the answer.
  function act(item, key) {
    var button = item.querySelector('[data-key="' + key + '"]');
    if (!button) return;
    button.click();
    if (key === "a") go(at(item.id) + 1);
    var field = button.tagName === "SUMMARY" && button.parentElement.open && button.parentElement.querySelector("textarea");
    if (field) field.focus();
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
      if (isBusy(item)) waiting[item.id] = event.key;
      else act(item, event.key);
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

  // Where somebody is busy elsewhere on the page, nothing takes them from there.
  function isElsewhere(id) {
    var active = document.activeElement;
    return !!active && active !== document.body && !active.closest("#" + CSS.escape(id));
  }
  function showRefused() {
    while (refused.length) {
      var item = document.getElementById(refused.shift());
      var wrong = item && item.querySelector("[aria-invalid=true]");
      if (wrong) { wrong.focus(); return true; }
    }
    return false;
  }

  // The item was replaced: the focus stays where the work is. A refusal is shown as soon as nothing is being typed elsewhere.
  document.addEventListener("htmx:afterSwap", function (event) {
    var id = event.detail.target && event.detail.target.id;
    var item = id && id.indexOf("i-") === 0 && items()[at(id)];
    if (!item) return;
    showMarks(item);
    var key = waiting[id];
    delete waiting[id];
    if (item.querySelector("[aria-invalid=true]")) refused.push(id);
    var elsewhere = isElsewhere(id);
    if (refused.length && !(elsewhere && isField(document.activeElement)) && showRefused()) return;
    if (!elsewhere) go(at(id));
    if (key && refused.indexOf(id) < 0) act(item, key);
  });

  // The line was lost, or the server could not answer: the decision is not kept, and whoever went on has to know.
  function notKept(event) {
    var item = event.detail.elt.closest && event.detail.elt.closest("[data-item]");
    if (!item) return;
    delete waiting[item.id];
    item.querySelectorAll("button[disabled]").forEach(function (button) { button.disabled = false; });
    item.querySelector("[data-not-kept]").hidden = false;
    if (!isField(document.activeElement)) go(at(item.id));
  }
  ["htmx:sendError", "htmx:responseError", "htmx:timeout"].forEach(function (name) {
    document.addEventListener(name, function (event) {
      var status = event.detail.xhr ? event.detail.xhr.status : 0;
      if (status !== 409 && status !== 422) notKept(event);
    });
  });
})();
