// SPDX-License-Identifier: Apache-2.0
import Foundation

/// What a page owes to people who do not see it, see it badly or cannot point: computed in the browser, from what it shows.
///
/// The rules are those of axe-core that a page of this house can break, under their names there; WCAG 2.2 A and AA.
/// axe-core itself is in no package of Debian 12.
enum PageAudit {
    /// What is wrong, `rule: where`; nothing on a good page.
    static func faults(of page: BrowserPage) throws -> [String] {
        let answer = try page.value(script) as? [String] ?? ["no answer"]
        return answer
    }

    /// Breaks a page in one way each, for the control of every rule.
    static let controls: [(rule: String, change: String)] = [
        ("html-has-lang", "document.documentElement.removeAttribute('lang')"),
        ("direction", "document.documentElement.dir = document.documentElement.dir === 'rtl' ? 'ltr' : 'rtl'"),
        ("document-title", "document.title = ''"),
        ("page-has-heading-one", "document.querySelector('h1').outerHTML = '<p>x</p>'"),
        ("heading-order", "document.querySelector('main').insertAdjacentHTML('beforeend', '<h4>x</h4>')"),
        (
            "landmark-one-main",
            "document.querySelector('main').removeAttribute('id'), document.querySelector('main').outerHTML = '<div>' + document.querySelector('main').innerHTML + '</div>'"
        ),
        ("label", "document.querySelector('main').insertAdjacentHTML('beforeend', '<input type=text>')"),
        ("button-name", "document.querySelector('main').insertAdjacentHTML('beforeend', '<button></button>')"),
        ("link-name", "document.querySelector('main').insertAdjacentHTML('beforeend', '<a href=#main></a>')"),
        ("image-alt", "document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=/x.png>')"),
        ("duplicate-id", "document.querySelector('main').insertAdjacentHTML('beforeend', '<p id=main>x</p>')"),
        (
            "aria-valid-attr-value",
            "document.querySelector('main').insertAdjacentHTML('beforeend', '<p aria-describedby=nowhere>x</p>')"
        ),
        ("color-contrast", "document.querySelector('h1').style.color = '#c8ccd2'"),
        (
            "target-size",
            // Not as an attribute: the page's policy takes no style from markup.
            "const b = document.createElement('button'); b.textContent = 'x'; Object.assign(b.style, {minHeight: '0', height: '12px', width: '12px', padding: '0'}); document.querySelector('main').append(b)"
        ),
        (
            "table-name",
            "document.querySelector('main').insertAdjacentHTML('beforeend', '<table><tr><th scope=row>x</th></tr></table>')"
        ),
        (
            "scope-attr-valid",
            "document.querySelector('main').insertAdjacentHTML('beforeend', '<table aria-label=x><tr><th>x</th></tr></table>')"
        ),
        ("bypass", "document.querySelector('.skip').remove()"),
        ("isolates", "document.querySelector('main').insertAdjacentHTML('beforeend', '<span class=code>ABC-1</span>')"),
    ]

    private static let script = #"""
        (() => {
          const wrong = [];
          const add = (rule, element) => wrong.push(
            rule + ': ' + (element && element.outerHTML ? element.outerHTML.slice(0, 160) : String(element)));
          const all = (selector) => [...document.querySelectorAll(selector)];
          const shown = (e) => e.checkVisibility({ visibilityProperty: true }) && !e.closest('details:not([open]) > :not(summary)');
          const root = document.documentElement;
          if (!['fa', 'en'].includes(root.lang)) add('html-has-lang', root.lang);
          if (root.dir !== (root.lang === 'en' ? 'ltr' : 'rtl') && root.lang) add('direction', root.dir);
          if (!document.title.trim()) add('document-title', 'empty');
          if (all('h1').length !== 1) add('page-has-heading-one', all('h1').length);
          let level = 0;
          for (const h of all('h1, h2, h3, h4, h5, h6').filter(shown)) {
            const own = Number(h.tagName[1]);
            if (own > level + 1) add('heading-order', h);
            level = own;
          }
          if (all('main').length !== 1) add('landmark-one-main', all('main').length);
          const first = all('a[href]')[0];
          if (!first || !first.getAttribute('href').startsWith('#')) add('bypass', first);
          const text = (id) => (document.getElementById(id) || { textContent: '' }).textContent.trim();
          const name = (e) => (e.getAttribute('aria-label') || '').trim()
            || (e.getAttribute('aria-labelledby') || '').split(' ').map(text).join('').trim()
            || [...(e.labels || [])].map((l) => l.textContent.trim()).join('');
          for (const e of all('input:not([type=hidden]), select, textarea')) if (!name(e)) add('label', e);
          for (const e of all('button')) if (!e.textContent.trim() && !name(e)) add('button-name', e);
          for (const e of all('a[href]')) {
            if (!e.textContent.trim() && !name(e) && ![...e.querySelectorAll('img')].some((i) => i.alt)) add('link-name', e);
          }
          for (const e of all('img')) if (!e.hasAttribute('alt')) add('image-alt', e);
          for (const e of all('svg')) {
            if (e.getAttribute('aria-hidden') !== 'true' && !(e.getAttribute('role') === 'img' && name(e))) add('svg-img-alt', e);
          }
          const ids = new Set();
          for (const e of all('[id]')) { if (ids.has(e.id)) add('duplicate-id', e); ids.add(e.id); }
          for (const e of all('[aria-describedby], [aria-labelledby]')) {
            const named = (e.getAttribute('aria-describedby') || '') + ' ' + (e.getAttribute('aria-labelledby') || '');
            for (const id of named.split(' ').filter(Boolean)) if (!ids.has(id)) add('aria-valid-attr-value', e);
          }
          for (const e of all('table')) {
            if (!e.querySelector('caption') && !name(e) && !e.closest('figure')) add('table-name', e);
            for (const h of e.querySelectorAll('th')) if (!h.scope) add('scope-attr-valid', h);
          }
          for (const e of all('.code')) if (e.closest('[dir=ltr]') === root || !e.closest('[dir=ltr]')) {
            if (!(root.dir === 'ltr' && e.tagName === 'BDI')) add('isolates', e);
          }
          // Contrast: each element with text of its own, against what is behind it.
          const colour = (value) => {
            const parts = value.match(/[\d.]+/g).map(Number);
            return { r: parts[0], g: parts[1], b: parts[2], a: parts.length > 3 ? parts[3] : 1 };
          };
          const light = (c) => {
            const f = (v) => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
            return 0.2126 * f(c.r) + 0.7152 * f(c.g) + 0.0722 * f(c.b);
          };
          const behind = (e) => {
            for (let at = e; at; at = at.parentElement) {
              const c = colour(getComputedStyle(at).backgroundColor);
              if (c.a > 0.99) return c;
            }
            return colour(getComputedStyle(document.body).backgroundColor);
          };
          for (const e of all('body *')) {
            if (!shown(e) || e.closest('svg, .visually-hidden, .skip') || e.disabled) continue;
            if (![...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim())) continue;
            const style = getComputedStyle(e);
            const [a, b] = [light(colour(style.color)), light(behind(e))];
            const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
            const size = parseFloat(style.fontSize);
            const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
            if (ratio < (large ? 3 : 4.5)) add('color-contrast ' + ratio.toFixed(2), e);
          }
          // WCAG 2.2 2.5.8: 24 by 24, but for links within a line of text.
          for (const e of all('a[href], button, input:not([type=hidden]), select, textarea, summary').filter(shown)) {
            if (e.matches('.skip') || e.closest('.picker.ready')) continue;
            const box = e.getBoundingClientRect();
            const inline = e.tagName === 'A' && getComputedStyle(e).display === 'inline';
            const labelled = e.matches('[type=checkbox], [type=radio]') && e.closest('label');
            const area = labelled ? e.closest('label').getBoundingClientRect() : box;
            if (!inline && (area.width < 24 || area.height < 24)) add('target-size', e);
          }
          return wrong;
        })()
        """#
}
