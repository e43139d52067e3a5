// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Enrollment
import Foundation
import Identity
import PKIX

/// The certificates that an import was given: a folder of files, or one file with many; found by what a row says.
///
/// Only their bytes are kept: a hundred thousand certificates decoded would fill the machine.
struct CertificatePool {
    /// One certificate.
    struct Entry {
        let der: [UInt8]
        let sha256: [UInt8]
    }

    private(set) var entries: [Entry] = []
    private var byFile: [String: [Int]] = [:]
    private var bySerial: [SerialNumber: [Int]] = [:]
    private var byDigest: [[UInt8]: Int] = [:]
    private var byNumber: [String: [Int]] = [:]
    /// Files that are no certificate, by their names.
    private var faults: [String: PKIXError] = [:]

    /// A folder's files, or one file's certificates.
    ///
    /// - Throws: ``CommandFailure`` for what cannot be read; a folder's file that is no certificate is the fault of the row
    ///   that names it.
    init(_ path: String) throws {
        var isFolder: ObjCBool = false
        _ = unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        guard isFolder.boolValue else {
            let bytes = try InputFiles.bytes(path, limit: Self.largestBundle)
            do throws(PKIXError) {
                for certificate in try Certificate.all(inPEMOrDER: bytes) { take(certificate, from: nil) }
            } catch {
                throw CommandFailure(.input, "cli.file.certificate", ["file": path], cause: error)
            }
            return
        }
        for name in try FileManager.default.contentsOfDirectory(atPath: path).sorted() where !name.hasPrefix(".") {
            let bytes = try InputFiles.bytes("\(path)/\(name)", limit: Self.largestFile)
            do throws(PKIXError) {
                for certificate in try Certificate.all(inPEMOrDER: bytes) { take(certificate, from: name) }
            } catch {
                faults[name] = error
            }
        }
    }

    private mutating func take(_ certificate: Certificate, from file: String?) {
        let sha256 = certificate.sha256
        let index = byDigest[sha256] ?? entries.count
        if let file { byFile[file, default: []].append(index) }
        guard index == entries.count else { return }
        entries.append(Entry(der: certificate.encoded, sha256: sha256))
        byDigest[sha256] = index
        bySerial[certificate.serialNumber, default: []].append(index)
        let types = [OID.serialNumber, OID.organizationIdentifier]
        for text in types.flatMap({ certificate.subject.values(of: $0) }) {
            let bare = text.split(separator: "-").last.map(String.init) ?? text
            byNumber[Self.number(bare), default: []].append(index)
        }
    }

    /// Finds a row's certificate: by its digest, its serial number, its file, or else by the holder's number.
    func entry(for row: ImportFile.Row) throws(ImportRefusal) -> Entry {
        if let text = row[.sha256] {
            guard let sha256 = try? Hex.decode(text.lowercased().filter { $0 != ":" && !$0.isWhitespace }),
                let index = byDigest[sha256]
            else { throw .certificateMissing }
            return try only([index])
        }
        if let text = row[.serial] {
            let digits = PersianText.asciiDigits(text).filter { $0 != ":" && !$0.isWhitespace }
            guard let serial = SerialNumber(hex: digits) else { throw .certificateMissing }
            return try only(bySerial[serial] ?? [])
        }
        if let name = row[.certificate] {
            if let fault = faults[name] { throw .certificateUnreadable(fault) }
            return try only(byFile[name] ?? [])
        }
        let number = [FormField.nationalID, .foreignersID, .legalID].compactMap { row.values[$0] }.first
        return try only(number.map { byNumber[Self.number($0)] ?? [] } ?? [])
    }

    private func only(_ found: [Int]) throws(ImportRefusal) -> Entry {
        let distinct = Set(found)
        guard distinct.count <= 1 else { throw .certificateAmbiguous(count: distinct.count) }
        guard let index = distinct.first, entries.indices.contains(index) else { throw .certificateMissing }
        return entries[index]
    }

    /// A number in the form that all of them are compared in.
    private static func number(_ text: String) -> String {
        let digits = PersianText.asciiDigits(text).filter { !$0.isWhitespace }
        let missing = 10 - digits.utf8.count
        return (1...2).contains(missing) ? String(repeating: "0", count: missing) + digits : digits
    }

    /// Room for 300,000 certificates of people in PEM.
    private static let largestBundle = 512 * 1_048_576
    private static let largestFile = 1_048_576
}
