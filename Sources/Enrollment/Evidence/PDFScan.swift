// SPDX-License-Identifier: Apache-2.0

/// A look over a PDF for what makes it more than paper, where that can be seen without decoding it.
///
/// What is inside of compressed object streams is not seen: viewers show evidence without scripts all the same.
///
/// - SeeAlso: ISO 32000-1 7.5.5 and 12.6.4.
enum PDFScan {
    static func check(_ bytes: [UInt8]) throws(EnrollmentError) {
        let type = EvidenceType.pdf.rawValue
        var tail = bytes[...]
        while let last = tail.last, [0x0A, 0x0D, 0x20, 0x00].contains(last) { tail = tail.dropLast() }
        // Readers look for the end in the last kilobyte; here it is the end.
        guard ForeignContent.holds(Array(tail.suffix(1_024)), Array("startxref".utf8)) else {
            throw .handling(.evidenceDamaged(type: type))
        }
        guard tail.suffix(5).elementsEqual("%%EOF".utf8) else { throw .handling(.evidenceTwofold(type: type)) }
        for name in names(in: bytes) where forbidden.contains(name) {
            throw .handling(.evidenceActive(feature: name))
        }
    }

    /// Whatever acts, carries another file, or cannot be read by whoever has to.
    private static let forbidden: Set<String> = [
        "JavaScript", "JS", "Launch", "EmbeddedFile", "EmbeddedFiles", "OpenAction", "AA", "RichMedia", "XFA",
        "SubmitForm", "ImportData", "GoToR", "GoToE", "Encrypt", "Movie", "Sound", "Rendition",
    ]

    /// The names in the document that are short enough to be forbidden, `#4a` read as the letter that it is (7.3.5).
    private static func names(in bytes: [UInt8]) -> Set<String> {
        var names: Set<String> = []
        var at = 0
        while let slash = bytes[at...].firstIndex(of: UInt8(ascii: "/")) {
            var name: [UInt8] = []
            var next = slash + 1
            while next < bytes.count, name.count < 16, isRegular(bytes[next]) {
                if bytes[next] == UInt8(ascii: "#"), next + 2 < bytes.count,
                    let byte = UInt8(String(decoding: bytes[(next + 1)...(next + 2)], as: UTF8.self), radix: 16)
                {
                    name.append(byte)
                    next += 3
                } else {
                    name.append(bytes[next])
                    next += 1
                }
            }
            if (2...13).contains(name.count) { names.insert(String(decoding: name, as: UTF8.self)) }
            at = slash + 1
        }
        return names
    }

    private static func isRegular(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7F && !"()<>[]{}/%".utf8.contains(byte)
    }
}
