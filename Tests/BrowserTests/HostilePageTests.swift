// SPDX-License-Identifier: Apache-2.0
import Foundation
import MohrSigning
import PKIX
import TestSupport
import XCTest

/// What certificates and files say cannot act on the page, nor turn its lines around.
final class HostilePageTests: XCTestCase {
    private func page() throws -> (StoryHouse, BrowserPage) {
        let browser = try Browser.shared()
        return (try StoryHouse.shared(), try browser.page())
    }

    func testAnInlineScriptIsBlocked() throws {
        let (house, page) = try page()
        let inject = """
            window.ran = false;
            (function () {
              var s = document.createElement('script');
              s.textContent = 'window.ran = true';
              document.body.appendChild(s);
            })();
            window.ran
            """
        // The control: on a page without a policy the same script runs.
        try page.open("data:text/html,<p>x</p>")
        XCTAssertTrue(try page.flag(inject))
        XCTAssertEqual(page.complaints, [])
        try page.open("\(house.address)/")
        XCTAssertFalse(try page.flag(inject))
        XCTAssertTrue(page.complaints.contains { $0.contains("Content Security Policy") }, "\(page.complaints)")
    }

    func testThePolicyStopsConnectionsAndStyles() throws {
        let (house, page) = try page()
        let style = """
            (function () {
              var s = document.createElement('style');
              s.textContent = 'body { color: rgb(1, 2, 3) }';
              document.head.appendChild(s);
              return getComputedStyle(document.body).color === 'rgb(1, 2, 3)';
            })()
            """
        // The control: on a page without a policy the style is taken.
        try page.open("data:text/html,<p>x</p>")
        XCTAssertTrue(try page.flag(style))
        XCTAssertEqual(page.complaints, [])
        try page.open("\(house.address)/")
        XCTAssertFalse(try page.flag(style))
        XCTAssertFalse(try page.flag("fetch('/healthz').then(() => true, () => false)"))
        for rule in ["style-src", "connect-src"] {
            XCTAssertTrue(page.complaints.contains { $0.contains(rule) }, "\(rule): \(page.complaints)")
        }
    }

    func testHostileNamesAreShownAndDoNothing() throws {
        let (house, page) = try page()
        let name = "<script>window.ran=1</script>\u{202E}gnihtyna\u{2066}"
        let signer = try TestPKI.root().signer(name)
        let token = try FileToken(key: signer.key, certificate: signer.certificate)
        let signature = try DocumentSigner().sign(
            Array("x".utf8), with: token, signingTime: TestPKI.validity.notBefore.advanced(bySeconds: 60))
        let file = try house.file("<img src=x onerror=window.ran=1>\u{202E}fdp.p7s", signature)
        for language in ["fa", "en"] {
            try page.open("\(house.address)/?lang=\(language)")
            try page.choose(file, in: "#document")
            XCTAssertTrue(try page.shown("#document-name").contains("[U+202E]fdp.p7s"))
            try page.loading { try page.value("document.getElementById('send').click()") }
            XCTAssertFalse(try page.flag("window.ran === 1"))
            let text = try page.text("document.body.innerText")
            XCTAssertTrue(text.contains("<script>window.ran=1</script>[U+202E]gnihtyna[U+2066]"), text)
            XCTAssertTrue(text.contains("<img src=x onerror=window.ran=1>[U+202E]fdp.p7s"), text)
            XCTAssertFalse(text.unicodeScalars.contains("\u{202E}"))
            XCTAssertEqual(try page.number("document.querySelectorAll('#main img, #main script').length"), 0)
            // Each stands in an isolate of its own.
            XCTAssertTrue(
                try page.flag(
                    """
                    (function () {
                      var names = Array.from(document.querySelectorAll('bdi'))
                        .filter(e => e.textContent.includes('gnihtyna'));
                      return names.length > 0 && names.every(e => getComputedStyle(e).unicodeBidi === 'isolate');
                    })()
                    """))
            try page.picture("hostile-\(language)")
        }
        XCTAssertEqual(page.complaints, [])
    }

    func testAFormOfAnotherSiteGetsNoVerdict() throws {
        let (house, page) = try page()
        try page.open(
            "data:text/html,<form method=post enctype=multipart/form-data action=\(house.address)/><button id=b>")
        try page.loading { try page.value("document.getElementById('b').click()") }
        let text = try page.shown("[role=alert]")
        XCTAssertTrue(["another site", "سایت دیگری"].contains { text.contains($0) }, text)
    }
}
