// SPDX-License-Identifier: Apache-2.0
import Foundation
import XCTest

/// A person without a mouse: Tab, Shift and Tab, Enter, Space, and typing.
struct Keyboard {
    let page: BrowserPage

    /// Tabs on until the element has the keyboard; each stop on the way must show that it has it.
    func reach(_ selector: String, file: StaticString = #filePath, line: UInt = #line) throws {
        for _ in 0..<200 {
            if try page.flag("document.activeElement.matches(\(quoted(selector)))") { return }
            try page.press(.tab)
            try assertVisible(file: file, line: line)
        }
        XCTFail("no way to \(selector) with the keyboard", file: file, line: line)
        throw Unreachable(selector: selector)
    }

    struct Unreachable: Error {
        let selector: String
    }

    /// Reaches a link or a button and presses Enter, which leads to another page.
    func follow(_ selector: String, file: StaticString = #filePath, line: UInt = #line) throws {
        try reach(selector, file: file, line: line)
        try page.loading { try page.press(.enter) }
    }

    /// Types into a field.
    func type(_ text: String, into selector: String, file: StaticString = #filePath, line: UInt = #line) throws {
        try reach(selector, file: file, line: line)
        try page.ask("Input.insertText", ["text": text])
    }

    /// Where the keyboard is can be seen: a line around it that is no decoration.
    func assertVisible(file: StaticString = #filePath, line: UInt = #line) throws {
        let seen = try page.text(
            """
            (() => {
              const e = document.activeElement;
              if (!e || e === document.body || e === document.documentElement) return 'nothing';
              const s = getComputedStyle(e), b = e.getBoundingClientRect();
              if (b.width < 1 || b.height < 1) return 'no size: ' + e.outerHTML.slice(0, 120);
              const wide = parseFloat(s.outlineWidth) >= 2 && s.outlineStyle !== 'none';
              return wide ? 'seen' : 'not seen: ' + e.outerHTML.slice(0, 120);
            })()
            """)
        XCTAssertTrue(seen == "seen" || seen == "nothing", seen, file: file, line: line)
    }

    /// Goes round the whole page: everything that can be reached is, in the order in which it stands, and nothing keeps
    /// the keyboard.
    ///
    /// - Returns: what went wrong; nothing on a good page.
    func round() throws -> [String] {
        // A page that gives a field the keyboard is gone round from that field on.
        try page.value("document.activeElement.blur(); window.scrollTo(0, 0); 0")
        let count = Int(try page.number("(\(Self.stops)).length"))
        var visited: [Int] = []
        var wrong: [String] = []
        for _ in 0..<(count + 3) {
            try page.press(.tab)
            let at = Int(try page.number("(\(Self.stops)).indexOf(document.activeElement)"))
            if at < 0 { continue }
            if visited.last == at { wrong.append("trapped at \(try page.focused())") }
            if visited.count == count { break }
            visited.append(at)
        }
        if let first = Set(0..<count).subtracting(visited).min() {
            wrong.append("never reached: " + (try page.text("(\(Self.stops))[\(first)].outerHTML.slice(0, 160)")))
        }
        if zip(visited, visited.dropFirst()).filter({ $0 > $1 }).count > 1 {
            wrong.append("not in the order of the page: \(visited)")
        }
        return wrong
    }

    /// What a keyboard stops at, in the order of the page.
    private static let stops = """
        [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')]
          .filter((e) => !e.disabled && e.tabIndex >= 0 && e.checkVisibility({visibilityProperty: true})
            && !(e.closest('details:not([open])') && !(e.tagName === 'SUMMARY'
              && e.parentElement === e.closest('details:not([open])'))))
        """

    private func quoted(_ text: String) -> String { "\"\(text.replacing("\"", with: "\\\""))\"" }
}
