// SPDX-License-Identifier: Apache-2.0

extension Asset {
    /// What makes the desk easier: checks while typing, a copy in the browser, signing with the browser's key.
    ///
    /// Every page works without it. It loads nothing, and asks only its own server.
    static let desk = Asset("desk", "js", deskScript)

    private static let deskScript = #"""
        'use strict';
        (() => {
          const all = (selector, within = document) => [...within.querySelectorAll(selector)];
          const one = (selector, within = document) => within.querySelector(selector);

          // What is typed is checked by the same rules as when it is sent; only fields that were touched are told.
          for (const form of all('form[data-check]')) {
            const touched = new Set();
            let waiting = 0;
            const texts = () => {
              const body = new URLSearchParams();
              for (const [name, value] of new FormData(form)) {
                if (typeof value === 'string' && name !== 'request') body.append(name, value);
              }
              return body;
            };
            const tell = (wrong) => {
              for (const name of touched) {
                const field = document.getElementById('f-' + name);
                const place = document.getElementById('f-' + name + '-wrong');
                if (!field || !place) continue;
                place.textContent = wrong[name] || '';
                place.hidden = !wrong[name];
                if (wrong[name]) field.setAttribute('aria-invalid', 'true'); else field.removeAttribute('aria-invalid');
              }
            };
            const check = async () => {
              try {
                const answer = await fetch(form.dataset.check, { method: 'POST', body: texts(), credentials: 'same-origin' });
                if (answer.ok) tell((await answer.json()).wrong || {});
              } catch { /* The line is down: the form is checked when it is sent. */ }
            };
            form.addEventListener('change', (event) => {
              if (!event.target.name || event.target.type === 'file') return;
              touched.add(event.target.name);
              clearTimeout(waiting);
              waiting = setTimeout(check, 150);
            });
            const box = one('[data-preview]', form);
            const preview = () => {
              const value = (name) => (form.elements[name]?.value || '').trim();
              const persian = [value('givenName'), value('surname')].filter(Boolean).join(' ');
              one('[data-preview-fa]', box).textContent = persian;
              one('[data-preview-la]', box).textContent = value('latinName');
              box.hidden = !persian && !value('latinName');
            };
            if (box) { form.addEventListener('input', preview); preview(); }
          }

          // A copy of the form in this browser, only when the clerk says so; gone when the form is filed.
          const prefix = 'mohr-draft/';
          for (const form of all('form[data-copy]')) {
            const key = prefix + form.dataset.copy;
            const box = one('[data-copy-box]', form);
            const toggle = one('[data-copy-switch]', form);
            const left = ['token', 'key', 'version', 'profile'];
            const fields = () => all('input[type=text], textarea, select', form).filter((f) => f.name && !left.includes(f.name));
            let kept = null;
            try { kept = localStorage.getItem(key); } catch { continue; }
            box.hidden = false;
            const keep = () => {
              if (!toggle.checked) return;
              localStorage.setItem(key, JSON.stringify(Object.fromEntries(fields().map((f) => [f.name, f.value]))));
            };
            toggle.addEventListener('change', () => { if (toggle.checked) keep(); else localStorage.removeItem(key); });
            form.addEventListener('input', keep);
            if (kept) {
              toggle.checked = true;
              one('[data-copy-found]', form).hidden = false;
              one('[data-copy-take]', form).addEventListener('click', () => {
                const values = JSON.parse(kept);
                for (const field of fields()) if (field.name in values) field.value = values[field.name];
                form.dispatchEvent(new Event('input', { bubbles: true }));
              });
            }
          }
          // Filed: its own copies go, those of other drafts stay. Left: all go, whoever's.
          const filed = one('[data-filed]');
          if (filed || one('[data-left]')) {
            const gone = filed ? filed.dataset.filed.split(' ').map((name) => prefix + name) : [];
            try {
              for (const key of Object.keys(localStorage)) {
                if (filed ? gone.includes(key) : key.startsWith(prefix)) localStorage.removeItem(key);
              }
            } catch { /* Nothing is kept then. */ }
          }

          // The browser's own key: made here, never given away, not even to this page.
          const store = (mode, act) => new Promise((done, failed) => {
            const opening = indexedDB.open('mohr-desk', 1);
            opening.onupgradeneeded = () => opening.result.createObjectStore('keys');
            opening.onerror = () => failed(opening.error);
            opening.onsuccess = () => {
              const request = act(opening.result.transaction('keys', mode).objectStore('keys'));
              request.onsuccess = () => { done(request.result); opening.result.close(); };
              request.onerror = () => failed(request.error);
            };
          });
          const bytes = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
          const base64 = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)));
          const hex = (buffer) => [...new Uint8Array(buffer)].map((b) => b.toString(16).padStart(2, '0')).join('');
          const digest = async (buffer) => hex(await crypto.subtle.digest('SHA-256', buffer));
          const spki = (pair) => crypto.subtle.exportKey('spki', pair.publicKey);
          // WebCrypto gives r and s side by side; a signature in DER is a SEQUENCE of both (RFC 3279 2.2.3).
          const der = (raw) => {
            const integer = (part) => {
              let start = 0;
              while (start < part.length - 1 && part[start] === 0) start += 1;
              const body = [...part.slice(start)];
              if (body[0] & 0x80) body.unshift(0);
              return [0x02, body.length, ...body];
            };
            const body = [...integer(raw.slice(0, 32)), ...integer(raw.slice(32))];
            return new Uint8Array([0x30, body.length, ...body]);
          };
          const sign = async (pair, statement) => base64(der(new Uint8Array(
            await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, statement))));
          const canSign = window.isSecureContext && window.indexedDB && window.crypto?.subtle;

          for (const form of canSign ? all('form[data-offer-key]') : []) {
            const officer = form.dataset.offerKey;
            form.hidden = false;
            all('[data-no-script]').forEach((note) => { note.hidden = true; });
            let isReady = false;
            form.addEventListener('submit', async (event) => {
              if (isReady) return;
              event.preventDefault();
              const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);
              const key = await spki(pair);
              const statement = `mohr desk key v1\nofficer: ${officer}\nkey-sha256: ${await digest(key)}\n`;
              form.elements['key-spki'].value = base64(key);
              form.elements.proof.value = await sign(pair, new TextEncoder().encode(statement));
              await store('readwrite', (keys) => keys.put(pair, officer));
              isReady = true;
              form.requestSubmit();
            });
          }

          for (const place of canSign ? all('fieldset[data-sign]') : []) {
            (async () => {
              const pair = await store('readonly', (keys) => keys.get(place.dataset.officer));
              if (!pair || !place.dataset.keys.split(' ').includes(await digest(await spki(pair)))) return;
              one('[data-sign-state]', place).hidden = false;
              const form = place.closest('form');
              const field = form.elements.signature;
              let isSigned = false;
              form.addEventListener('submit', async (event) => {
                if (isSigned || field.value || form.elements.signatureFile?.files.length) return;
                event.preventDefault();
                const button = event.submitter;
                field.value = await sign(pair, bytes(place.dataset.sign));
                isSigned = true;
                form.requestSubmit(button);
              });
              place.dataset.ready = 'yes';
            })();
          }

          for (const button of all('[data-print]')) {
            button.hidden = false;
            button.addEventListener('click', () => window.print());
          }
          one('#wrong')?.focus();
        })();

        """#
}
