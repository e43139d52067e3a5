// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import HTTPServer
import Identity
import MohrValidation
import PKIX

/// What the public page's form sent: a signed file, what it is over, and the question.
struct UploadedDocument {
    let file: PageForm.File
    /// Whether it is an archive, as evidence packs are.
    let isContainer: Bool
    /// The signature, out of its armour; empty for a container.
    let signature: [UInt8]
    let content: SignedContent
    let purpose: String?
    let at: Instant?

    /// Bytes that a signed file and its document may have together.
    static let byteLimit = 16 * 1_048_576

    /// Reads the form.
    ///
    /// - Parameter form: fields `document`, `content`, `digest256`, `digest384`, `digest512`, `purpose`, `at`.
    /// - Throws: what to tell the sender.
    init(_ form: PageForm) throws(Problem) {
        guard let file = form.file("document") else { throw Problem(422, "page", "noFile") }
        guard !file.bytes.isEmpty else { throw Problem(422, "page", "emptyFile") }
        let total = file.bytes.count + (form.file("content")?.bytes.count ?? 0)
        guard total <= Self.byteLimit else {
            throw Problem(413, "page", "tooLarge", ["seen": "\(total)", "allowed": "\(Self.byteLimit)"])
        }
        self.file = file
        isContainer = file.bytes.starts(with: Array("PK\u{3}\u{4}".utf8))
        signature = isContainer ? [] : try Self.signature(in: file.bytes)
        content = try Self.content(of: form, for: signature)
        purpose = form.text("purpose")
        at = try form.text("at").map(Self.instant)
    }

    /// Takes the signature out of what was chosen.
    ///
    /// Anything that may be a signature goes to the validator, whose verdict says what is wrong with it; a picture or a
    /// PDF is a mistake of the chooser's, and no verdict on anyone.
    private static func signature(in bytes: [UInt8]) throws(Problem) -> [UInt8] {
        guard let bytes = SignedData.bytes(outOf: bytes) else {
            throw Problem(422, "page", "noSignature", ["seen": "PEM"])
        }
        // A SEQUENCE, or JSON Web Signatures in one of their forms.
        if bytes.first == 0x30 || bytes.first == UInt8(ascii: "{") || bytes.starts(with: Array("eyJ".utf8)) {
            return bytes
        }
        let known = kinds.first { bytes.starts(with: $0.start) }
        throw Problem(422, "page", "noSignature", ["seen": known?.name ?? "–"])
    }

    private static let kinds: [(start: [UInt8], name: String)] = [
        (Array("%PDF".utf8), "PDF"), ([0x89, 0x50, 0x4E, 0x47], "PNG"), ([0xFF, 0xD8, 0xFF], "JPEG"),
        (Array("<".utf8), "XML"), ([0xD0, 0xCF, 0x11, 0xE0], "Word 97"),
    ]

    private static func content(of form: PageForm, for signature: [UInt8]) throws(Problem) -> SignedContent {
        if let file = form.file("content") { return .bytes(file.bytes) }
        let offered: [(DigestAlgorithm, String)] = [
            (.sha256, "digest256"), (.sha384, "digest384"), (.sha512, "digest512"),
        ]
        var digests: [(DigestAlgorithm, [UInt8])] = []
        for (algorithm, field) in offered {
            guard let text = form.text(field) else { continue }
            guard let bytes = try? Hex.decode(text), bytes.count == algorithm.byteCount else {
                throw Problem(422, "page", "digest", ["seen": text, "allowed": "\(algorithm.byteCount * 2)"])
            }
            digests.append((algorithm, bytes))
        }
        guard let first = digests.first else { return .embedded }
        // The page sends all three, since it does not read signatures; the one that was signed is the one that serves.
        let signed = (try? SignedData(der: signature))?.signerInfos.first?.digestAlgorithm.digestAlgorithm
        let fitting = digests.first { $0.0 == signed } ?? first
        return .digest(fitting.0, fitting.1)
    }

    /// A time as people type it: RFC 3339, or a Solar Hijri day with Tehran's time.
    ///
    /// - Parameter text: `2026-11-21T22:00:00Z`, `1405/08/30`, `۱۴۰۵/۰۸/۳۰ ۱۴:۳۰`.
    /// - Returns: the moment; of a day without a time, its first.
    /// - Throws: what may be typed.
    static func instant(_ text: String) throws(Problem) -> Instant {
        if let instant = Instant(rfc3339: text) { return instant }
        let wrong = Problem(422, "page", "time", ["seen": text])
        let parts = PersianText.asciiDigits(text).split(separator: " ")
        guard let day = parts.first, parts.count <= 2, let date = try? SolarHijriDate(checking: String(day)) else {
            throw wrong
        }
        var seconds: Int64 = 0
        if parts.count == 2, let clock = parts.last {
            let numbers = clock.split(separator: ":", omittingEmptySubsequences: false).map { Int64($0) }
            guard (2...3).contains(numbers.count) else { throw wrong }
            for (number, limit) in zip(numbers, [Int64(23), 59, 59]) {
                guard let number, (0...limit).contains(number) else { throw wrong }
                seconds = seconds * 60 + number
            }
            if numbers.count == 2 { seconds *= 60 }
        }
        return Instant(secondsSince1970: Int64(date.unixDay) * 86_400 + seconds - TehranClock.offsetSeconds)
    }
}
