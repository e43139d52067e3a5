// SPDX-License-Identifier: Apache-2.0
import DER
import HTTPServer
import XCTest

@testable import Service

final class PageTests: XCTestCase {
    private func request(_ target: String, _ headers: [(String, String)] = []) -> Request {
        Request(method: "GET", target: target, headers: Headers(headers))
    }

    func testTextIsEscapedWhereverItStands() {
        let hostile = "<script>alert('1')</script>&\""
        for piece in [HTML.text(hostile), .isolated(hostile), .code(hostile), Tag.p { hostile }] {
            XCTAssertFalse(piece.markup.contains("<script"), piece.markup)
            XCTAssertTrue(piece.markup.contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;&quot;"))
        }
        XCTAssertEqual(Tag.input(.value("\" onfocus=\"x")).markup, "<input value=\"&quot; onfocus=&quot;x\">")
    }

    func testWhatTurnsALineAroundIsShownByItsNumber() {
        XCTAssertEqual(HTML.isolated("a\u{202E}b").markup, "<bdi>a[U+202E]b</bdi>")
        XCTAssertEqual(HTML.isolated("\u{2069}x\u{200F}").markup, "<bdi>[U+2069]x[U+200F]</bdi>")
        XCTAssertEqual(HTML.text("\u{202D}\u{2068}x\u{2069}").markup, "[U+202D]\u{2068}x\u{2069}")
        XCTAssertEqual(HTML.text("a\u{0}b\u{1B}\u{85}c\u{2028}d").markup, "a\u{FFFD}b\u{FFFD}\u{FFFD}c d")
        // Letters need their joiners.
        XCTAssertEqual(HTML.isolated("می\u{200C}شود").markup, "<bdi>می\u{200C}شود</bdi>")
    }

    func testLinksLeadNowhereElse() {
        for target in ["https://a.example/", "//a.example", "/\\a.example", "javascript:alert(1)", "/a\nb", "", "a/b"] {
            XCTAssertEqual(Tag.a(.href(target)) { "x" }.markup, "<a href=\"#\">x</a>", target)
        }
        XCTAssertEqual(Tag.a(.href("/desk?a=1&b=2")) { "x" }.markup, "<a href=\"/desk?a=1&amp;b=2\">x</a>")
        XCTAssertEqual(Tag.form(.action("?x")) { "" }.markup, "<form action=\"?x\"></form>")
    }

    func testTheLanguageIsTheAddressThenTheCookieThenTheBrowserThenPersian() {
        func language(_ target: String, _ headers: [(String, String)] = []) -> Language {
            PageReader(request(target, headers)).language
        }
        XCTAssertEqual(language("/"), .persian)
        XCTAssertEqual(language("/", [("Accept-Language", "de-DE,en-GB;q=0.8,fa;q=0.5")]), .english)
        XCTAssertEqual(language("/", [("Accept-Language", "de"), ("Cookie", "a=b; lang=en")]), .english)
        XCTAssertEqual(language("/", [("Accept-Language", "en"), ("Cookie", "lang=fa")]), .persian)
        XCTAssertEqual(language("/?lang=fa", [("Cookie", "lang=en")]), .persian)
        XCTAssertEqual(language("/?lang=xx", [("Cookie", "lang=en")]), .english)
    }

    func testAPageSaysItsLanguageAndDirectionAndKeepsTheChoice() {
        func page(_ target: String) -> Response {
            Page("عنوان <b>", for: PageReader(request(target))) { Tag.h1 { "x" } }.response()
        }
        let persian = page("/desk?q=a%26b")
        let text = String(decoding: persian.body, as: UTF8.self)
        XCTAssertTrue(text.contains("<html lang=\"fa\" dir=\"rtl\">"))
        XCTAssertTrue(text.contains("<title>عنوان &lt;b&gt; – مُهر</title>"))
        XCTAssertTrue(text.contains("href=\"/desk?q=a%26b&amp;lang=en\" lang=\"en\" dir=\"ltr\">English</a>"), text)
        XCTAssertNil(persian.header("Set-Cookie"))
        let english = page("/desk?lang=en")
        XCTAssertTrue(String(decoding: english.body, as: UTF8.self).contains("<html lang=\"en\" dir=\"ltr\">"))
        XCTAssertEqual(english.header("Set-Cookie")?.hasPrefix("lang=en; Path=/;"), true)
    }

    func testThePolicyOfPagesTakesThePlaceOfTheRouters() {
        struct Shown: PageRoute {
            let method = "GET"
            let pattern = "/"
            func answer(_ request: Request, _ parts: [String: String]) -> Handling {
                .inline(Page("x", for: PageReader(request)) { "x" }.response())
            }
        }
        let response = Router([Shown()]).answer(request("/")).result
        let policies = response.headers.filter { $0.0 == "Content-Security-Policy" }.map(\.1)
        XCTAssertEqual(policies, [PageHeaders.policy])
        XCTAssertFalse(PageHeaders.policy.contains("unsafe"))
        XCTAssertEqual(response.header("X-Content-Type-Options"), "nosniff")
        XCTAssertEqual(response.header("Referrer-Policy"), "no-referrer")
    }

    func testAssetsAreServedUnderTheirDigestAndKept() {
        let router = Router([AssetRoute()])
        for asset in Asset.all {
            let response = router.answer(request(asset.path)).result
            XCTAssertEqual(response.status, 200)
            XCTAssertEqual(response.body, asset.body)
            let again = router.answer(request(asset.path, [("If-None-Match", "\"\(asset.path)\"")])).result
            XCTAssertEqual(again.status, 304)
        }
        XCTAssertEqual(router.answer(request("/assets/house-0000000000000000.css")).result.status, 404)
        XCTAssertFalse(Stylesheet.text.contains("http"), "nothing is loaded from elsewhere")
        XCTAssertFalse(Stylesheet.text.contains("@import"))
    }

    func testAPageInAFileHoldsItsStyleAndNothingElse() {
        let page = String(
            decoding: Page("x", for: PageReader(language: .english)) { "body" }.standalone, as: UTF8.self)
        XCTAssertTrue(page.contains("style-src 'sha256-\(Stylesheet.digest)'"))
        for absent in ["<script", "<link", "href=\"/"] { XCTAssertFalse(page.contains(absent), absent) }
    }

    func testEveryColourIsFarEnoughFromWhatItStandsOn() throws {
        func luminance(_ colour: String) throws -> Double {
            let number = try XCTUnwrap(Int(colour.dropFirst(), radix: 16))
            let channels = [16, 8, 0].map { shift -> Double in
                let value = Double(number >> shift & 255) / 255
                return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
            }
            return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
        }
        func contrast(_ one: String, _ other: String) throws -> Double {
            let levels = try [luminance(one), luminance(other)].sorted()
            return (levels[1] + 0.05) / (levels[0] + 0.05)
        }
        // The formula's own fixed points, so that a wrong formula does not pass everything.
        XCTAssertEqual(try contrast("#000000", "#ffffff"), 21, accuracy: 0.001)
        XCTAssertEqual(try contrast("#777777", "#ffffff"), 4.48, accuracy: 0.01)
        for (name, palette) in [("light", Palette.light), ("dark", .dark)] {
            for pair in Palette.pairs {
                let above = try XCTUnwrap(palette[pair.above], pair.above)
                let below = try XCTUnwrap(palette[pair.below], pair.below)
                let ratio = try contrast(above, below)
                XCTAssertGreaterThanOrEqual(ratio, pair.ratio, "\(name): \(pair.above) on \(pair.below)")
            }
        }
    }

    func testMomentsStandInBothCalendars() throws {
        let instant = try XCTUnwrap(Instant(rfc3339: "2026-11-21T22:00:00Z"))
        let persian = DateText.moment(instant, in: .persian).markup
        XCTAssertTrue(persian.contains("<bdi dir=\"ltr\">۱۴۰۵/۰۹/۰۱ ۰۱:۳۰:۰۰</bdi>"), persian)
        XCTAssertTrue(persian.contains("<bdi dir=\"ltr\">2026-11-21 22:00:00 UTC</bdi>"), persian)
        // The day is Tehran's: past midnight there, not yet in Greenwich.
        let day = DateText.day(instant, in: .english).markup
        XCTAssertTrue(day.contains(">2026-11-22</bdi>"), day)
        XCTAssertTrue(day.contains(">1405/09/01</bdi>"), day)
    }

    func testAFormOfAnotherSiteIsKnown() {
        func holds(_ headers: [(String, String)]) -> Bool {
            SameOrigin.holds(
                for: Request(method: "POST", target: "/", headers: Headers([("Host", "mohr.example:8443")] + headers)))
        }
        XCTAssertTrue(holds([("Sec-Fetch-Site", "same-origin")]))
        XCTAssertFalse(holds([("Sec-Fetch-Site", "cross-site"), ("Origin", "https://mohr.example:8443")]))
        XCTAssertFalse(holds([("Sec-Fetch-Site", "same-site")]))
        XCTAssertTrue(holds([("Origin", "https://mohr.example:8443")]))
        XCTAssertFalse(holds([("Origin", "https://evil.example")]))
        XCTAssertFalse(holds([("Origin", "null")]))
        XCTAssertTrue(holds([]))
    }
}
