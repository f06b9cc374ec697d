// Small conveniences. Every page works without this file; nothing here decides anything.
(function () {
  "use strict";

  // The token of the forms goes with every request that htmx sends.
  document.addEventListener("htmx:configRequest", function (event) {
    var meta = document.querySelector('meta[name="csrf"]');
    if (meta) event.detail.headers["X-CSRF-Token"] = meta.content;
  });

  // An answer that is an error page is shown whole instead of being dropped.
  document.addEventListener("htmx:beforeSwap", function (event) {
    var status = event.detail.xhr.status;
    if (status === 401) window.location.reload();
    if (status === 409 || status === 422) event.detail.shouldSwap = true;
  });

  // A question before what cannot be taken back.
  document.addEventListener("submit", function (event) {
    var form = event.target;
    var asker = event.submitter && event.submitter.dataset.confirm ? event.submitter : form;
    var question = asker.dataset ? asker.dataset.confirm : "";
    if (question && !window.confirm(question)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    // A second click on the same button sends nothing twice.
    if (form.method === "post" && !form.hasAttribute("data-again")) {
      window.setTimeout(function () {
        form.querySelectorAll("button").forEach(function (b) { b.disabled = true; });
      }, 0);
    }
  }, true);

  // The back button brings the page back with its buttons alive.
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) document.querySelectorAll("form button[disabled]").forEach(function (b) { b.disabled = false; });
  });

  // Lists that filter themselves as one chooses.
  document.addEventListener("change", function (event) {
    var field = event.target;
    if (field.matches && field.matches("[data-autosubmit]") && field.form) field.form.requestSubmit();
  });

  // One box that ticks all boxes of a table.
  document.addEventListener("change", function (event) {
    var box = event.target;
    if (!box.matches || !box.matches("[data-check-all]")) return;
    document.querySelectorAll('input[name="' + box.dataset.checkAll + '"]').forEach(function (b) { b.checked = box.checked; });
  });

  // Copy a one-time link or a token.
  document.addEventListener("click", function (event) {
    var button = event.target.closest ? event.target.closest("[data-copy]") : null;
    if (!button || !navigator.clipboard) return;
    var source = document.getElementById(button.dataset.copy);
    if (!source) return;
    navigator.clipboard.writeText(source.textContent.trim()).then(function () {
      button.textContent = button.dataset.done;
    });
  });
  if (!navigator.clipboard) document.querySelectorAll("[data-copy]").forEach(function (b) { b.hidden = true; });

  // Tabs that do not fit beside each other are pushed sideways: the one that is open is in sight.
  var tab = document.querySelector(".tabs [aria-current]");
  if (tab) tab.closest(".tabs").scrollLeft = tab.offsetLeft - tab.closest(".tabs").offsetLeft - 16;

  // A day as people here write it, beside the field: the browser shows it in its own order, in which 5/12 may be the 12th of May.
  document.querySelectorAll('input[type="date"]').forEach(function (field) {
    var text = document.createElement("p");
    text.className = "hint";
    text.setAttribute("role", "status");
    field.insertAdjacentElement("afterend", text);
    function tell() {
      var day = field.value ? new Date(field.value + "T00:00:00") : null;
      var lang = document.documentElement.lang === "en" ? "en-GB" : "vi-VN";
      text.textContent = day && !isNaN(day) ? day.toLocaleDateString(lang, { weekday: "long", day: "2-digit", month: "2-digit", year: "numeric" }) : "";
    }
    field.addEventListener("input", tell);
    field.addEventListener("change", tell);
    tell();
  });

  // A print button exists only where a script can print.
  document.querySelectorAll("[data-print]").forEach(function (b) {
    b.hidden = false;
    b.addEventListener("click", function () { window.print(); });
  });
})();
