// SPDX-License-Identifier: Apache-2.0

/// What a paper's bytes are, told from the bytes alone.
public enum EvidenceType: String, Sendable, Hashable, CaseIterable {
    /// ITU-T T.81.
    case jpeg = "image/jpeg"
    /// ISO/IEC 15948.
    case png = "image/png"
    /// ISO 32000-1.
    case pdf = "application/pdf"

    /// What begins like one of these; nil for anything else.
    init?(beginningOf bytes: [UInt8]) {
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else if bytes.starts(with: PNGScan.signature) {
            self = .png
        } else if bytes.starts(with: Array("%PDF-".utf8)) {
            self = .pdf
        } else {
            return nil
        }
    }

    /// Makes sure that bytes are one whole paper of this type and nothing beside it.
    ///
    /// Nothing is decoded: a decoder is the larger danger. The structure is walked from its first byte to its last, so
    /// that no second document hides behind the end, and what could be another program's beginning is refused wherever
    /// such a type has room for anything.
    ///
    /// - Parameters:
    ///   - bytes: all of it.
    ///   - policy: how large images may be.
    /// - Returns: the type.
    /// - Throws: ``EnrollmentError/handling(_:)``.
    public static func check(_ bytes: [UInt8], under policy: EvidencePolicy) throws(EnrollmentError) -> EvidenceType {
        guard (1...policy.maximumBytes).contains(bytes.count) else {
            throw .handling(.evidenceSize(seen: bytes.count, allowed: 1...policy.maximumBytes))
        }
        guard let type = EvidenceType(beginningOf: bytes) else {
            throw .handling(.evidenceType(seen: ForeignContent.name(of: bytes), allowed: allCases.map(\.rawValue)))
        }
        var size: (width: Int, height: Int)?
        switch type {
        case .jpeg: size = try JPEGScan.size(of: bytes)
        case .png: size = try PNGScan.size(of: bytes)
        case .pdf: try PDFScan.check(bytes)
        }
        if let size, !policy.pixels.contains(size.width) || !policy.pixels.contains(size.height) {
            throw .handling(.evidencePixels(width: size.width, height: size.height, allowed: policy.pixels))
        }
        return type
    }
}

/// What other programs take for their own.
enum ForeignContent {
    /// Beginnings that a metadata field of an image has no use for.
    static let marks = [
        "<script", "<html", "<!doctype", "<svg", "<?php", "%PDF-", "PK\u{03}\u{04}", "Rar!", "\u{7F}ELF",
        "#!/",
    ].map { Array($0.lowercased().utf8) }

    /// Whether bytes hold one of the marks, in any case of letters.
    static func isIn(_ bytes: ArraySlice<UInt8>) -> Bool {
        let lower = bytes.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
        return marks.contains { holds(lower, $0) }
    }

    /// What bytes look like that are none of the types, in a word.
    static func name(of bytes: [UInt8]) -> String {
        if bytes.starts(with: Array("PK".utf8)) { return "zip" }
        if bytes.starts(with: Array("MZ".utf8)) || bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46]) { return "program" }
        if bytes.starts(with: Array("GIF8".utf8)) { return "gif" }
        if bytes.starts(with: Array("II*".utf8)) || bytes.starts(with: Array("MM".utf8)) { return "tiff" }
        if bytes.prefix(512).allSatisfy({ $0 >= 0x20 || [9, 10, 13].contains($0) }) { return "text" }
        return "unknown"
    }

    /// Whether a text is in bytes.
    static func holds(_ bytes: [UInt8], _ mark: [UInt8]) -> Bool {
        guard let first = mark.first, bytes.count >= mark.count else { return false }
        var start = 0
        while let at = bytes[start...].firstIndex(of: first) {
            guard at + mark.count <= bytes.count else { return false }
            if bytes[at..<at + mark.count].elementsEqual(mark) { return true }
            start = at + 1
        }
        return false
    }
}
