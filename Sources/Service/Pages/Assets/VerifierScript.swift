// SPDX-License-Identifier: Apache-2.0

extension Asset {
    /// Makes the public page easier: files can be dropped, sizes are checked before anything is sent, a separate
    /// document is hashed where it is, and the wait is told.
    ///
    /// It connects to nothing; the form is sent as a form. Without `crypto.subtle`, which browsers give only to pages
    /// from HTTPS or from the same machine, the document is sent, and the page says so before it is.
    static let verifier = Asset(
        "verifier", "js",
        #"""
        "use strict";
        (function () {
          var print = document.getElementById("print");
          if (print) {
            print.hidden = false;
            print.addEventListener("click", function () { window.print(); });
          }
          window.addEventListener("beforeprint", function () {
            document.querySelectorAll("details").forEach(function (d) { d.open = true; });
          });

          var form = document.getElementById("verify");
          if (!form) { return; }
          var words = form.dataset;
          var limit = Number(words.limit);
          var signed = document.getElementById("document");
          var content = document.getElementById("content");
          var note = document.getElementById("content-note");
          var complaint = document.getElementById("script-problem");
          var send = document.getElementById("send");
          var working = document.getElementById("working");
          var workingText = document.getElementById("working-text");
          var canHash = Boolean(window.crypto && window.crypto.subtle && File.prototype.arrayBuffer);

          function complain(text) {
            complaint.textContent = text || "";
            complaint.hidden = !text;
          }
          function problem() {
            var files = [signed.files[0], content.files[0]].filter(Boolean);
            if (files.some(function (f) { return f.size === 0; })) { return words.empty; }
            // What is hashed here is not sent.
            var sent = canHash ? files.slice(0, 1) : files;
            var total = sent.reduce(function (sum, f) { return sum + f.size; }, 0);
            return total > limit ? words.tooLarge : "";
          }
          // Marks that turn a line around, in a file's name, are shown as what they are.
          function plain(text) {
            return text.replace(/[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g, function (c) {
              return "[U+" + c.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0") + "]";
            });
          }
          function chosen() {
            complain(problem());
            [signed, content].forEach(function (input) {
              var file = input.files[0];
              document.getElementById(input.id + "-name").textContent =
                file ? plain(file.name) + " · " + file.size.toLocaleString(document.documentElement.lang) + " " + words.bytes
                  : words.none;
            });
            note.textContent = content.files.length === 0 ? "" : canHash ? words.hashed : words.sends;
          }
          signed.addEventListener("change", chosen);
          content.addEventListener("change", chosen);

          function hex(buffer) {
            return Array.from(new Uint8Array(buffer), function (b) { return b.toString(16).padStart(2, "0"); }).join("");
          }
          function field(name, value) {
            var input = form.querySelector("input[name=" + name + "]") || document.createElement("input");
            input.type = "hidden";
            input.name = name;
            input.value = value;
            form.appendChild(input);
          }
          function wait(text) {
            send.disabled = true;
            workingText.textContent = text;
            working.hidden = false;
          }
          function reset() {
            send.disabled = false;
            content.disabled = false;
            working.hidden = true;
            ["digest256", "digest384", "digest512"].forEach(function (name) {
              var input = form.querySelector("input[name=" + name + "]");
              if (input) { input.remove(); }
            });
          }
          // Coming back with the browser's button finds the page as it was left.
          window.addEventListener("pageshow", function () { reset(); chosen(); });

          form.addEventListener("submit", function (event) {
            var wrong = problem();
            complain(wrong);
            if (wrong) { event.preventDefault(); return; }
            if (content.files.length === 0 || !canHash) { wait(words.working); return; }
            event.preventDefault();
            wait(words.hashing);
            content.files[0].arrayBuffer().then(function (bytes) {
              return Promise.all(["256", "384", "512"].map(function (size) {
                return window.crypto.subtle.digest("SHA-" + size, bytes).then(function (d) { return [size, hex(d)]; });
              }));
            }).then(function (digests) {
              digests.forEach(function (pair) { field("digest" + pair[0], pair[1]); });
              content.disabled = true;
              workingText.textContent = words.working;
              form.submit();
            }).catch(function () { reset(); form.submit(); });
          });

          form.querySelectorAll(".picker").forEach(function (picker) { picker.classList.add("ready"); });
          chosen();

          var drop = document.getElementById("drop");
          document.getElementById("drop-hint").hidden = false;
          function isSignature(file) { return /\.(p7s|p7m|p7|cms|sig|pem|jws|jose|asice)$/i.test(file.name); }
          function put(input, file) {
            var list = new DataTransfer();
            list.items.add(file);
            input.files = list.files;
          }
          ["dragenter", "dragover"].forEach(function (name) {
            drop.addEventListener(name, function (event) { event.preventDefault(); drop.classList.add("over"); });
          });
          ["dragleave", "drop"].forEach(function (name) {
            drop.addEventListener(name, function () { drop.classList.remove("over"); });
          });
          // A file that misses the place must not replace the page.
          ["dragover", "drop"].forEach(function (name) {
            window.addEventListener(name, function (event) { event.preventDefault(); });
          });
          drop.addEventListener("drop", function (event) {
            var files = Array.from(event.dataTransfer.files).slice(0, 2);
            if (files.length === 1) {
              put(signed.files.length > 0 && !isSignature(files[0]) ? content : signed, files[0]);
            } else if (files.length === 2) {
              var first = isSignature(files[1]) && !isSignature(files[0]) ? 1 : 0;
              put(signed, files[first]);
              put(content, files[1 - first]);
            }
            chosen();
          });
        })();

        """#)
}
