// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import Identity
import JSON
import MohrValidation
import PKIX
import Transparency

/// What comes as text: JSON, profiles, names and numbers, armour, the log's notes.
enum Texts {
    static let runJSON: @Sendable ([UInt8]) -> String? = { bytes in
        guard let value = try? JSONReader.read(bytes) else { return nil }
        for layout in [JSONWriter.Layout.compact, .indented] {
            // Indentation may pass the limit of size; it is not what is tried here.
            guard let again = try? JSONReader.read(JSONWriter.bytes(value, layout), limit: 1_048_576) else {
                return "written JSON is not read"
            }
            if let finding = claim(again == value, "written JSON is another value") { return finding }
        }
        _ = try? FactsReader.read(value)
        _ = try? Receipt(reading: value)
        _ = try? ReceiptStatement(checking: bytes)
        _ = try? ProfessionFeed(reading: bytes, register: .medicalCouncil)
        return nil
    }

    static let runJSON5: @Sendable ([UInt8]) -> String? = { bytes in
        guard (try? JSON5Reader.read(bytes)) != nil else { return nil }
        guard let document = try? ProfileDocument(reading: bytes) else { return nil }
        _ = try? CertificateProfile(checking: document, identifiers: [:])
        return nil
    }

    static let run: @Sendable ([UInt8]) -> String? = { bytes in
        if let blocks = try? PEM.blocks(in: bytes) {
            for block in blocks
            where (try? PEM.blocks(in: PEM.encode(block.bytes, label: block.label)))?.first?.bytes != block.bytes {
                return "written armour holds other bytes"
            }
        }
        _ = try? SignedNote(bytes)
        _ = try? LogProof(bytes)
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        if let decoded = try? Base64.decode(text), Base64.encode(decoded) != text { return "base64 in two ways" }
        if let decoded = try? Hex.decode(text), Hex.encode(decoded) != text.lowercased() { return "hex in two ways" }
        if let time = Instant(rfc3339: text), Instant(rfc3339: time.rfc3339) != time { return "a time in two ways" }
        if let oid = ObjectIdentifier(text), ObjectIdentifier(oid.description) != oid {
            return "an identifier in two ways"
        }
        _ = (try? Checkpoint(text), try? NoteKey(text), Tile.parse(text))
        return people(text)
    }

    /// What people write is brought into one form, and that form is its own.
    private static func people(_ text: String) -> String? {
        if let name = try? PersianName(checking: text),
            (try? PersianName(checking: name.display))?.display.utf8.elementsEqual(name.display.utf8) != true
        {
            return "a Persian name changes when it is read again"
        }
        if let id = try? NationalID(checking: text),
            (try? NationalID(checking: id.canonical))?.canonical != id.canonical
        {
            return "a national ID changes when it is read again"
        }
        _ = (try? LatinName(checking: text), try? MobileNumber(checking: text), try? LegalID(checking: text))
        _ = (try? PostalCode(checking: text), try? ForeignersID(checking: text), try? EconomicCode(checking: text))
        _ = (try? MedicalCouncilNumber(checking: text), try? SolarHijriDate(checking: text))
        _ = (PersianText.key(text), PersianText.asciiDigits(text))
        return nil
    }
}
