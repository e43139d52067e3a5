// SPDX-License-Identifier: Apache-2.0
import Foundation
import XCTest

/// One page of the browser, as a person uses it.
final class BrowserPage {
    private let browser: Browser
    private let session: String
    private let start: Int

    init(_ browser: Browser, session: String) throws {
        self.browser = browser
        self.session = session
        start = browser.eventCount
        for domain in ["Page", "Runtime", "Network", "Log", "DOM"] { try ask("\(domain).enable") }
        try size(width: 1200, height: 900)
    }

    @discardableResult
    func ask(_ method: String, _ parameters: Browser.Object = [:]) throws -> Browser.Object {
        try browser.ask(method, parameters, session: session)
    }

    /// Opens an address and waits until it is there.
    func open(_ address: String) throws {
        try loading { try ask("Page.navigate", ["url": address]) }
    }

    /// Does what leads to another page, and waits for it.
    func loading(_ act: () throws -> Void) throws {
        let before = browser.eventCount
        try act()
        try browser.waitForEvent("Page.loadEventFired", of: session, after: before)
    }

    /// What an expression is, in the page.
    @discardableResult
    func value(_ expression: String) throws -> Any? {
        let answer = try ask(
            "Runtime.evaluate", ["expression": expression, "returnByValue": true, "awaitPromise": true])
        if let fault = answer["exceptionDetails"] { throw Browser.Refused(method: expression, error: "\(fault)") }
        return (answer["result"] as? Browser.Object)?["value"]
    }

    func text(_ expression: String) throws -> String { try value(expression) as? String ?? "" }
    func flag(_ expression: String) throws -> Bool { try value(expression) as? Bool ?? false }
    func number(_ expression: String) throws -> Double { (try value(expression) as? NSNumber)?.doubleValue ?? .nan }

    /// The text of an element, as it is shown.
    func shown(_ selector: String) throws -> String {
        try text("(document.querySelector('\(selector)') || {innerText: ''}).innerText")
    }

    /// Chooses a file, as the system's dialogue does.
    func choose(_ path: String, in selector: String) throws {
        let root = try ask("DOM.getDocument")["root"] as? Browser.Object
        let node = try ask("DOM.querySelector", ["nodeId": root?["nodeId"] ?? 0, "selector": selector])["nodeId"]
        try ask("DOM.setFileInputFiles", ["files": [path], "nodeId": try XCTUnwrap(node)])
    }

    /// A key, pressed and let go.
    func press(_ key: Key) throws {
        for type in [key.text == nil ? "rawKeyDown" : "keyDown", "keyUp"] {
            var event: Browser.Object = [
                "type": type, "key": key.name, "code": key.code, "windowsVirtualKeyCode": key.number,
            ]
            if type == "keyDown", let text = key.text { event["text"] = text }
            try ask("Input.dispatchKeyEvent", event)
        }
    }

    struct Key {
        let name: String
        let code: String
        let number: Int
        let text: String?

        static let tab = Key(name: "Tab", code: "Tab", number: 9, text: nil)
        static let enter = Key(name: "Enter", code: "Enter", number: 13, text: "\r")
        static let space = Key(name: " ", code: "Space", number: 32, text: " ")
    }

    /// What has the keyboard: its name on the page, or its tag and text.
    func focused() throws -> String {
        try text(
            "(function () { var e = document.activeElement; return e.id || e.tagName + ' ' + e.innerText.trim(); })()")
    }

    func size(width: Int, height: Int) throws {
        try ask(
            "Emulation.setDeviceMetricsOverride",
            ["width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500])
    }

    func withoutScript() throws { try ask("Emulation.setScriptExecutionDisabled", ["value": true]) }

    /// Everything that a console would show as wrong.
    var complaints: [String] {
        let entries = browser.events(of: session, named: "Log.entryAdded", after: start)
            .compactMap { $0["entry"] as? Browser.Object }.filter { $0["level"] as? String == "error" }
            .map { "\($0["text"] ?? "") \($0["url"] ?? "")" }
        let thrown = browser.events(of: session, named: "Runtime.exceptionThrown", after: start).map { "\($0)" }
        let said = browser.events(of: session, named: "Runtime.consoleAPICalled", after: start)
            .filter { ["error", "assert"].contains($0["type"] as? String) }.map { "\($0)" }
        return entries + thrown + said
    }

    /// Every address that was asked for, but those that hold their own answer.
    var addresses: [URL] {
        browser.events(of: session, named: "Network.requestWillBeSent", after: start)
            .compactMap { ($0["request"] as? Browser.Object)?["url"] as? String }.compactMap { URL(string: $0) }
            .filter { $0.scheme != "data" && $0.scheme != "about" }
    }

    /// A picture of the whole page, kept only where `MOHR_SCREENSHOTS` names a folder.
    func picture(_ name: String) throws {
        guard let folder = ProcessInfo.processInfo.environment["MOHR_SCREENSHOTS"] else { return }
        let answer = try ask("Page.captureScreenshot", ["format": "png", "captureBeyondViewport": true])
        let data = try XCTUnwrap(Data(base64Encoded: answer["data"] as? String ?? ""))
        try data.write(to: URL(fileURLWithPath: folder).appendingPathComponent("\(name).png"))
    }
}
