// SPDX-License-Identifier: Apache-2.0
import Foundation
import JSON
import Records
import Service

/// The telephones of the people in the story: what the house left in its spool folder for them.
struct DemoTelephone {
    private let house: DemoHouse

    init(_ house: DemoHouse) { self.house = house }

    /// The code that was sent for an application, read as its holder would read it from the telephone.
    ///
    /// - Parameter application: the tracking code.
    /// - Returns: its digits.
    /// - Throws: ``CommandFailure`` when none came within ten seconds.
    func code(ofApplication application: String) throws -> String {
        let outbox = house.service.records
        for _ in 0..<200 {
            let sent = try outbox.messages(in: .sent).first { $0.kind == .activation && $0.subject == application }
            let file = sent.map { house.home.file("spool/\($0.id).json") }
            if let file, let data = FileManager.default.contents(atPath: file),
                let text = try JSONReader.read([UInt8](data))["text"]?.text,
                let code = text.split(whereSeparator: { !$0.isASCII || !$0.isNumber }).first(where: { $0.count >= 6 })
            {
                return String(code)
            }
            Thread.sleep(forTimeInterval: 0.05)
        }
        throw CommandFailure(.fault, "demo.unexpected", ["seen": "no message after 10 s", "wanted": "code"])
    }
}
