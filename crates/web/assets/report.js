// The form of a report: every answer saves by itself; what cannot be sent stays on the device until it can.
// Without this file the form saves by the buttons of its parts.
(function () {
  "use strict";
  var root = document.getElementById("report-form");
  if (root) form(root);
  candidates();
  onDevice(document.querySelector("[data-on-device]"));

  // Before sending: what this device keeps and the office does not have.
  function onDevice(notice) {
    if (!notice) return;
    try {
      for (var i = 0; i < window.localStorage.length; i++) {
        if (window.localStorage.key(i).indexOf(notice.dataset.onDevice) === 0) notice.hidden = false;
      }
    } catch (e) { /* nothing is kept here */ }
  }

  function form(root) {
    var words = root.dataset;
    var line = document.getElementById("report-state");
    var token = document.querySelector('meta[name="csrf"]').content;
    var rows = {}, pause = 0, asked = 0;
    var NAMES = ["status", "result", "absence", "value", "numerator", "denominator"];
    // Columns that the template adds.
    var OWN = (words.own || "").split(" ").filter(Boolean);
    NAMES = NAMES.concat(OWN);

    root.querySelectorAll("[data-item]").forEach(function (element) {
      var node = element.dataset.item;
      var row = { node: node, element: element, state: element.querySelector("[data-state]"), timer: 0, busy: false, dirty: false, conflict: null };
      rows[node] = row;
      element.addEventListener("input", function () { typed(row); });
      element.addEventListener("focusout", function () { if (row.dirty) send(row); });
      restore(row);
    });
    // The buttons are for browsers without scripts; here they send what waits.
    root.querySelectorAll("form").forEach(function (one) {
      one.addEventListener("submit", function (event) {
        event.preventDefault();
        event.stopImmediatePropagation();
        one.querySelectorAll("[data-item]").forEach(function (e) { var row = rows[e.dataset.item]; if (row.dirty) send(row); });
        window.setTimeout(function () { one.querySelectorAll("button").forEach(function (b) { b.disabled = false; }); }, 10);
      });
    });
    // The figure of a register goes into the fields and is saved as if it were typed.
    root.querySelectorAll("[data-register]").forEach(function (button) {
      var row = rows[button.closest("[data-item]").dataset.item];
      button.hidden = false;
      button.addEventListener("click", function () {
        show(row, { value: button.dataset.value, numerator: button.dataset.numerator, denominator: button.dataset.denominator });
        typed(row);
        send(row);
      });
    });
    window.addEventListener("online", flush);
    window.setInterval(flush, 15000);
    window.addEventListener("beforeunload", function (event) {
      // What the device keeps is not lost, but the office does not have it yet.
      var waiting = Object.keys(rows).some(function (n) { return rows[n].dirty; });
      if (waiting) event.preventDefault();
    });
    total();

    function byName(row, name) {
      var wanted = name + "." + row.node;
      var found = null;
      row.element.querySelectorAll("[name]").forEach(function (e) { if (e.name === wanted) found = e; });
      return found;
    }
    function values(row) {
      var all = {};
      NAMES.forEach(function (name) { var f = byName(row, name); if (f) all[name] = f.value; });
      return all;
    }
    function show(row, all) {
      NAMES.forEach(function (name) { var f = byName(row, name); if (f && all[name] !== undefined) f.value = all[name]; });
    }
    // The columns that the template adds, as the server names them: blank ones are left out.
    function showOwn(row, all) {
      OWN.forEach(function (name) { var f = byName(row, name); if (f) f.value = all[name] || ""; });
    }
    function same(a, b) {
      return NAMES.every(function (n) { return (a[n] || "").trim() === (b[n] || "").trim(); });
    }

    function keep(row) {
      var text = JSON.stringify({ version: byName(row, "version").value, was: byName(row, "was").value, values: values(row) });
      try { window.localStorage.setItem(words.store + row.node, text); row.kept = true; } catch (e) { row.kept = false; }
    }
    function forget(row) {
      try { window.localStorage.removeItem(words.store + row.node); } catch (e) { /* nothing was kept */ }
    }
    function restore(row) {
      var text = null;
      try { text = window.localStorage.getItem(words.store + row.node); } catch (e) { return; }
      if (!text) return;
      var found;
      try { found = JSON.parse(text); } catch (e) { forget(row); return; }
      if (same(found.values, values(row))) { forget(row); return; }
      // Sent over the version that was read then: what somebody else saved since is shown, not overwritten.
      byName(row, "version").value = found.version;
      byName(row, "was").value = found.was;
      show(row, found.values);
      row.dirty = true;
      say(row, words.dirty, "dirty");
      window.setTimeout(function () { send(row); }, 50);
    }

    function typed(row) {
      row.dirty = true;
      keep(row);
      say(row, words.dirty, "dirty");
      window.clearTimeout(row.timer);
      row.timer = window.setTimeout(function () { send(row); }, 1200);
    }
    function say(row, text, kind) {
      row.state.textContent = text;
      row.element.dataset.kind = kind;
      total();
    }
    function total() {
      var waiting = Object.keys(rows).filter(function (n) { return rows[n].dirty; }).length;
      line.hidden = false;
      line.textContent = waiting ? words.dirty + " (" + waiting + ")" : words.saved;
      line.dataset.kind = waiting ? "dirty" : "saved";
    }

    function send(row) {
      if (row.busy || row.conflict) return;
      window.clearTimeout(row.timer);
      var sent = values(row);
      var body = new URLSearchParams();
      ["version", "was"].forEach(function (n) { body.append(n + "." + row.node, byName(row, n).value); });
      Object.keys(sent).forEach(function (n) { body.append(n + "." + row.node, sent[n]); });
      row.busy = true;
      say(row, words.saving, "dirty");
      fetch(words.save, { method: "POST", body: body, headers: { "X-CSRF-Token": token }, credentials: "same-origin", redirect: "manual" })
        .then(function (answer) {
          var json = (answer.headers.get("content-type") || "").indexOf("application/json") === 0;
          if (!json) {
            var out = answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403;
            say(row, out ? words.signedOut : words.offline, "bad");
            if (out) row.state.appendChild(signIn(row));
            return undefined;
          }
          return answer.json().then(function (said) { take(row, answer.status, said, sent); });
        })
        .catch(function () { say(row, words.offline, "bad"); })
        .then(function () {
          row.busy = false;
          // Typed on while it was sent.
          if (row.dirty && row.again) { row.again = false; send(row); }
        });
    }
    function take(row, status, said, sent) {
      if (status === 409) return conflict(row, said);
      if (status === 422) return say(row, said.wrong, "bad");
      if (said.version) {
        byName(row, "version").value = said.version;
        byName(row, "was").value = said.was;
      }
      counted();
      check();
      if (same(sent, values(row))) {
        row.dirty = false;
        forget(row);
        // A share is computed from its parts.
        var share = byName(row, "value");
        if (share && said.version) share.value = said.fields.value;
        // As it is kept: "1.234,5" as "1234,5", "5/12/2026" as "05/12/2026".
        if (said.version) showOwn(row, said.fields);
        say(row, words.saved, "saved");
      } else {
        keep(row);
        row.again = true;
      }
    }

    // How many rows of each part have an answer.
    function counted() {
      document.querySelectorAll(".report-parts a").forEach(function (link) {
        var part = document.getElementById(link.hash.slice(1));
        var place = link.querySelector("[data-answered]");
        var there = Object.keys(rows).filter(function (n) { return part && part.contains(rows[n].element) && !same({}, values(rows[n])); });
        if (part && place) place.textContent = there.length;
      });
    }

    // What the checks say of what is saved; asked once there is a pause.
    function check() {
      window.clearTimeout(pause);
      pause = window.setTimeout(function () {
        var number = ++asked;
        fetch(words.check, { method: "POST", headers: { "X-CSRF-Token": token }, credentials: "same-origin", redirect: "manual" })
          .then(function (answer) { return answer.ok ? answer.json() : null; })
          .then(function (said) { if (said && number === asked) remarks(said.rows); })
          .catch(function () { /* The next answer that is saved asks again. */ });
      }, 800);
    }
    function remarks(found) {
      Object.keys(rows).forEach(function (node) {
        var place = rows[node].element.querySelector("[data-remarks]");
        var list = byName(rows[node], "version").value === "0" ? [] : found[node] || [];
        // Only what is new is written, and so read out.
        if (list.map(function (one) { return one.severity + " " + one.text; }).join("") === Array.prototype.map.call(place.children, function (e) { return e.textContent; }).join("")) return;
        place.textContent = "";
        list.forEach(function (one) {
          var text = document.createElement("p"), tag = document.createElement("span");
          text.className = "small tight";
          tag.className = "tag " + one.tag;
          tag.textContent = one.severity;
          text.appendChild(tag);
          text.appendChild(document.createTextNode(" " + one.text));
          place.appendChild(text);
        });
      });
    }

    function conflict(row, said) {
      say(row, said.by === words.me ? words.conflictOwn : words.conflict, "bad");
      var box = document.createElement("div");
      box.className = "flash flash-warn report-conflict";
      var text = document.createElement("p");
      var shown = NAMES.map(function (n) { return n === "absence" ? label(row, said.fields[n]) : said.fields[n]; });
      text.className = "lines";
      text.textContent = said.by + ":\n" + shown.filter(Boolean).join("\n");
      box.appendChild(text);
      box.appendChild(button(words.mine, function () { done(); keep(row); send(row); }));
      box.appendChild(button(words.theirs, function () {
        done();
        show(row, said.fields);
        showOwn(row, said.fields);
        row.dirty = false;
        forget(row);
        say(row, words.saved, "saved");
      }));
      row.conflict = box;
      row.element.querySelector(".report-answer").appendChild(box);
      function done() {
        byName(row, "version").value = said.version;
        byName(row, "was").value = said.was;
        box.remove();
        row.conflict = null;
      }
    }
    // The way in, and back to the item.
    function signIn(row) {
      var link = document.createElement("a");
      link.href = "/sign-in?next=" + encodeURIComponent(window.location.pathname);
      link.className = "btn btn-small";
      link.textContent = words.signIn;
      return link;
    }
    function label(row, key) {
      var list = byName(row, "absence");
      var found = "";
      if (list && key) Array.prototype.forEach.call(list.options, function (o) { if (o.value === key) found = o.textContent; });
      return found;
    }
    function button(text, act) {
      var b = document.createElement("button");
      b.type = "button";
      b.className = "btn btn-small";
      b.textContent = text;
      b.addEventListener("click", act);
      return b;
    }
    function flush() {
      Object.keys(rows).forEach(function (n) { if (rows[n].dirty) send(rows[n]); });
    }
  }

  // Deciding on what was read by keyboard.
  function candidates() {
    var list = Array.prototype.slice.call(document.querySelectorAll("[data-candidate]"));
    var undo = document.querySelector("[data-undo]");
    if (!list.length && !undo) return;
    // The one that the address names, or whose correction has to be mended; else the first.
    var place = Math.max(0, list.findIndex(function (c) { return "#" + c.id === window.location.hash || c.querySelector(".wrong"); }));
    document.addEventListener("focusin", function (event) {
      var at = list.findIndex(function (c) { return c.contains(event.target); });
      if (at >= 0) place = at;
    });
    if (list.length) list[place].focus({ preventScroll: place === 0 });
    document.addEventListener("keydown", function (event) {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
      if (event.key === "u" && undo) {
        undo.click();
      } else if (!list.length) {
        return;
      } else if (event.key === "j" || event.key === "k") {
        place = Math.max(0, Math.min(list.length - 1, place + (event.key === "j" ? 1 : -1)));
        list[place].focus();
      } else if (event.key === "a" || event.key === "e" || event.key === "x") {
        var target = list[place].querySelector('[data-key="' + event.key + '"]');
        if (!target) return;
        target.click();
        var first = event.key === "e" && list[place].querySelector("details[open] input");
        if (first) first.focus();
      } else {
        return;
      }
      event.preventDefault();
    });
  }
})();
