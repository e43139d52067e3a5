// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import JSON
import MohrSigning
import PKIX
import TestSupport
import XCTest

/// The public page in a browser: what a pharmacist, an insurer, a court see.
final class VerdictPageTests: XCTestCase {
    private func house() throws -> StoryHouse {
        _ = try Browser.shared()
        return try StoryHouse.shared()
    }

    /// Chooses a file and sends the form.
    private func judge(
        _ path: String, on page: BrowserPage, language: String = "fa", purpose: String = "prescription",
        at time: String? = nil
    ) throws {
        try page.open("\(try house().address)/?lang=\(language)")
        try page.choose(path, in: "#document")
        try page.value("document.querySelector('details').open = true")
        try page.value("document.getElementById('purpose').value = '\(purpose)'")
        try page.value("document.getElementById('at').value = '\(time ?? "")'")
        try page.loading { try page.value("document.getElementById('send').click()") }
    }

    private func decision(of page: BrowserPage) throws -> String {
        try page.text("(document.getElementById('verdict') || {dataset: {decision: 'none'}}).dataset.decision")
    }

    /// Nothing went wrong, and nobody else was asked.
    private func assertQuiet(_ page: BrowserPage, file: StaticString = #filePath, line: UInt = #line) throws {
        XCTAssertEqual(page.complaints, [], file: file, line: line)
        let port = URL(string: try house().address)?.port
        XCTAssertFalse(page.addresses.isEmpty, file: file, line: line)
        for address in page.addresses {
            XCTAssertEqual(address.host, "127.0.0.1", "\(address)", file: file, line: line)
            XCTAssertEqual(address.port, port, "\(address)", file: file, line: line)
        }
    }

    func testAChosenFileGetsItsVerdictInWordsInBothLanguages() throws {
        let house = try house()
        let time = try house.timeOfPrescription()
        // The last is judged as of now: its certificate is revoked, and nothing shows that it was signed before.
        let cases: [(file: String, time: String?, decision: String, fa: String, en: String)] = [
            ("prescription.p7s", time, "accept", "معتبر", "Valid"),
            ("tampered.p7s", time, "reject", "نامعتبر", "Not valid"),
            ("by-pharmacist.p7s", time, "reject", "نامعتبر", "Not valid"),
            ("after-revocation.p7s", nil, "cannotDecide", "قابل تشخیص نیست", "Cannot be decided"),
        ]
        for item in cases {
            for (language, own, other) in [("fa", item.fa, item.en), ("en", item.en, item.fa)] {
                let page = try Browser.shared().page()
                try judge(house.story(item.file), on: page, language: language, purpose: "prescription", at: item.time)
                XCTAssertEqual(try decision(of: page), item.decision, item.file)
                XCTAssertEqual(try page.shown("h1"), own, item.file)
                XCTAssertEqual(try page.shown("#other-verdict h2"), other, item.file)
                XCTAssertEqual(try page.text("document.documentElement.lang"), language)
                XCTAssertEqual(try page.text("document.documentElement.dir"), language == "fa" ? "rtl" : "ltr")
                XCTAssertTrue(try page.text("document.title").hasPrefix(own))
                XCTAssertEqual(try page.text("document.getElementById('other').dir"), language == "fa" ? "ltr" : "rtl")
                // The sign is drawn, so that the verdict is not a colour alone.
                XCTAssertGreaterThan(
                    try page.number("document.querySelector('.sign').getBoundingClientRect().width"), 20)
                try page.picture("verdict-\(item.file)-\(language)")
                try assertQuiet(page)
            }
        }
    }

    func testTheVerdictNamesWhoWhenAndByWhatRight() throws {
        let house = try house()
        let page = try Browser.shared().page()
        try judge(house.story("prescription.p7s"), on: page, language: "fa", at: try house.timeOfPrescription())
        let text = try page.shown("#main")
        for words in ["سارا احمدی", "Sara Ahmadi", "پزشک", "داروساز", "بیمه‌گر", "مرکز صدور", "۱۴۰۵/", "UTC"] {
            XCTAssertTrue(text.contains(words), words)
        }
        // The report in the link is the API's own.
        let report = try page.text(
            "fetchReport = atob(document.querySelector('a[download]').href.split(',')[1])")
        let value = try JSONReader.read(Array(report.utf8))
        XCTAssertEqual(value["decision"]?.text, "accept")
        XCTAssertEqual(value["referenceTime"]?["source"]?.text, "caller")
    }

    func testItWorksWithoutScript() throws {
        let house = try house()
        let page = try Browser.shared().page()
        try page.withoutScript()
        try judge(house.story("tampered.p7s"), on: page)
        XCTAssertEqual(try decision(of: page), "reject")
        XCTAssertTrue(try page.shown("#main").contains("HASH_FAILURE"))
        try judge(try house.file("empty.p7s", []), on: page)
        XCTAssertTrue(try page.shown("[role=alert]").contains("پرونده خالی است"))
        try judge(try house.file("a.pdf", Array("%PDF-1.7".utf8)), on: page, language: "en")
        XCTAssertTrue(try page.shown("[role=alert]").contains("There is no signature in this file (kind: PDF)"))
        let large = try house.file("large.p7s", [0x30] + [UInt8](repeating: 0, count: 16 * 1_048_576))
        try judge(large, on: page, language: "en")
        XCTAssertTrue(try page.shown("[role=alert]").contains("are allowed (16 MB)"))
        try judge(house.story("prescription.p7s"), on: page, at: "1405/13/01")
        XCTAssertTrue(try page.shown("[role=alert]").contains("1405/13/01"))
    }

    func testScriptSaysWhatIsWrongBeforeAnythingIsSent() throws {
        let house = try house()
        let page = try Browser.shared().page()
        try page.open("\(house.address)/?lang=en")
        try page.choose(try house.file("empty.p7s", []), in: "#document")
        XCTAssertTrue(try page.shown("#script-problem").contains("Nothing was sent"))
        let requests = page.addresses.count
        try page.value("document.getElementById('send').click()")
        XCTAssertEqual(page.addresses.count, requests)
        try page.choose(house.story("prescription.p7s"), in: "#document")
        XCTAssertFalse(try page.flag("document.getElementById('script-problem').offsetParent !== null"))
        XCTAssertTrue(try page.shown("#document-name").hasPrefix("prescription.p7s"))
    }

    func testTheKeyboardAloneIsEnough() throws {
        let house = try house()
        let page = try Browser.shared().page()
        try page.open("\(house.address)/?lang=en")
        var order: [String] = []
        for _ in 0..<7 {
            try page.press(.tab)
            order.append(try page.focused())
        }
        XCTAssertEqual(
            order,
            ["A Skip to the content", "A Mohr", "A فارسی", "document", "content", "SUMMARY Purpose and time", "send"])
        // What has the keyboard is seen to have it.
        XCTAssertGreaterThanOrEqual(
            try page.number("parseFloat(getComputedStyle(document.activeElement).outlineWidth)"), 2)
        try page.choose(house.story("tampered.p7s"), in: "#document")
        try page.loading { try page.press(.enter) }
        XCTAssertEqual(try decision(of: page), "reject")
        // From the verdict on: past the masthead to what follows, and back to the form.
        var seen: [String] = []
        for _ in 0..<9 {
            try page.press(.tab)
            seen.append(try page.focused())
        }
        XCTAssertTrue(seen.contains("A Check another file"), "\(seen)")
        XCTAssertTrue(seen.contains("A Download the report (JSON)"), "\(seen)")
        XCTAssertTrue(seen.contains("print"), "\(seen)")

        try page.open("\(house.address)/?lang=fa")
        try page.press(.tab)
        try page.press(.enter)
        XCTAssertEqual(try page.text("document.activeElement.id"), "main")
        for _ in 0..<3 { try page.press(.tab) }
        XCTAssertEqual(try page.focused().hasPrefix("SUMMARY"), true)
        try page.press(.space)
        XCTAssertTrue(try page.flag("document.querySelector('details').open"))
    }

    func testEveryControlHasANameAndTheHeadingsDescendOneByOne() throws {
        let house = try house()
        let page = try Browser.shared().page()
        for address in ["/?lang=fa", "/?lang=en"] {
            try page.open(house.address + address)
            try page.value("document.querySelector('details').open = true")
            try assertAccessible(page)
        }
        try judge(house.story("by-pharmacist.p7s"), on: page)
        try assertAccessible(page)
    }

    private func assertAccessible(_ page: BrowserPage) throws {
        try page.ask("Accessibility.enable")
        let nodes = try page.ask("Accessibility.getFullAXTree")["nodes"] as? [Browser.Object] ?? []
        XCTAssertGreaterThan(nodes.count, 20)
        func text(_ node: Browser.Object, _ part: String) -> String {
            (node[part] as? Browser.Object)?["value"] as? String ?? ""
        }
        let roles: Set = ["button", "link", "textbox", "combobox", "listbox", "checkbox", "DisclosureTriangle"]
        for node in nodes where node["ignored"] as? Bool != true && roles.contains(text(node, "role")) {
            XCTAssertNotEqual(text(node, "name"), "", "\(node)")
        }
        let levels = try page.text(
            "Array.from(document.querySelectorAll('h1,h2,h3,h4')).map(h => h.tagName[1]).join('')")
        XCTAssertEqual(levels.filter { $0 == "1" }.count, 1, levels)
        for (one, next) in zip(levels, levels.dropFirst()) {
            XCTAssertLessThanOrEqual((next.wholeNumberValue ?? 9) - (one.wholeNumberValue ?? 0), 1, levels)
        }
        let twice = "(i => i.length - new Set(i).size)(Array.from(document.querySelectorAll('[id]')).map(e => e.id))"
        XCTAssertEqual(try page.number(twice), 0, "names that stand twice")
    }

    func testNothingIsWiderThanANarrowScreen() throws {
        let house = try house()
        for (width, height) in [(320, 640), (360, 740)] {
            for language in ["fa", "en"] {
                let page = try Browser.shared().page()
                try page.size(width: width, height: height)
                try page.open("\(house.address)/?lang=\(language)")
                try page.value("document.querySelector('details').open = true")
                try assertNarrow(page, width, "form \(language)")
                try page.picture("form-\(width)-\(language)")
                try judge(house.story("tampered.p7s"), on: page, language: language)
                try page.value("document.querySelectorAll('details').forEach(d => { d.open = true; })")
                try assertNarrow(page, width, "verdict \(language)")
                try page.picture("verdict-\(width)-\(language)")
            }
        }
    }

    private func assertNarrow(_ page: BrowserPage, _ width: Int, _ what: String) throws {
        XCTAssertEqual(try page.number("document.documentElement.clientWidth"), Double(width), what)
        XCTAssertLessThanOrEqual(
            try page.number("document.documentElement.scrollWidth"), Double(width), "\(what) at \(width)")
        // A target for fingers: 24 pixels at least. WCAG 2.2 2.5.8
        let small = """
            Array.from(document.querySelectorAll('a, button, select, summary, input[type=text]'))
              .filter(e => e.offsetParent && !e.closest('p') && !e.classList.contains('skip'))
              .filter(e => e.getBoundingClientRect().height < 24).map(e => e.outerHTML).join()
            """
        XCTAssertEqual(try page.text(small), "", what)
    }

    func testASeparateDocumentStaysOnTheDevice() throws {
        let house = try house()
        let content = Array("نسخه: آموکسی‌سیلین".utf8)
        let signer = try TestPKI.root().signer("Someone")
        let token = try FileToken(key: signer.key, certificate: signer.certificate)
        let signature = try DocumentSigner().sign(
            content, with: token, packaging: .detached, signingTime: TestPKI.validity.notBefore.advanced(bySeconds: 60))
        let signed = try house.file("a.p7s", signature)
        let page = try Browser.shared().page()
        for (document, isChanged) in [(content, false), (content + [0x21], true)] {
            try page.open("\(house.address)/?lang=en")
            try page.choose(signed, in: "#document")
            try page.choose(try house.file("prescription.txt", document), in: "#content")
            XCTAssertTrue(try page.shown("#content-note").contains("stays on your device"))
            // What the form would send, looked at where it is sent.
            try page.value(
                """
                HTMLFormElement.prototype.leave = HTMLFormElement.prototype.submit;
                HTMLFormElement.prototype.submit = function () {
                  window.sent = Array.from(new FormData(this).entries()).map(e => e[0] + '=' + (e[1].name || e[1]));
                };
                document.getElementById('send').click();
                new Promise(done => { (function look() { window.sent ? done() : setTimeout(look, 20); })(); })
                """)
            let sent = try page.value("window.sent") as? [String] ?? []
            XCTAssertTrue(sent.contains("digest256=\(Hex.encode(DigestAlgorithm.sha256.digest(document)))"), "\(sent)")
            XCTAssertTrue(sent.contains("digest512=\(Hex.encode(DigestAlgorithm.sha512.digest(document)))"), "\(sent)")
            XCTAssertFalse(sent.contains { $0.hasPrefix("content=") }, "\(sent)")
            try page.loading { try page.value("document.getElementById('verify').leave()") }
            let text = try page.shown("#main")
            XCTAssertEqual(text.contains("HASH_FAILURE"), isChanged, text)
            XCTAssertFalse(text.contains("SIGNED_DATA_NOT_FOUND"), text)
        }
        try assertQuiet(page)
    }
}
