// Editing a draft by keyboard: Alt with an arrow moves the line that has the focus. Every step also has its button.
(function () {
  "use strict";

  document.addEventListener("keydown", function (event) {
    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    var line = event.target.closest ? event.target.closest("[data-line]") : null;
    var button = line && line.querySelector(event.key === "ArrowUp" ? "[data-up]" : "[data-down]");
    if (!button) return;
    event.preventDefault();
    button.click();
  });

  // A button that leads to another page is sent by the browser, not as a part of this one.
  document.addEventListener("htmx:confirm", function (event) {
    var asked = event.detail.triggeringEvent;
    var button = asked && asked.submitter;
    if (!button || !button.hasAttribute("data-plain")) return;
    event.preventDefault();
    var form = document.createElement("form");
    form.method = "post";
    form.action = button.formAction;
    ["csrf", "version"].forEach(function (name) {
      var field = document.createElement("input");
      field.type = "hidden";
      field.name = name;
      field.value = document.querySelector("#outline [name=" + name + "]").value;
      form.appendChild(field);
    });
    document.body.appendChild(form);
    form.submit();
  });

  // The title's form goes on from the version that the last step has made; the line that was moved keeps the focus.
  document.addEventListener("htmx:afterSettle", function () {
    var outline = document.getElementById("outline");
    var version = document.querySelector("[data-version]");
    if (outline && version) version.value = outline.dataset.at;
    var moved = outline && outline.querySelector("[autofocus]");
    if (moved) {
      moved.focus({ preventScroll: true });
      moved.closest("[data-line]").scrollIntoView({ block: "nearest" });
    }
  });
})();
