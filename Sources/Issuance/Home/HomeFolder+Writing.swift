// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Foundation
import PKIX

extension HomeFolder {
    /// Writes a key, encrypted, where none is yet.
    func write(
        _ key: PrivateKey, named name: String, passphrase: Passphrase, replacing: Bool = false
    ) throws(CeremonyError) {
        let pem: [UInt8]
        do throws(CryptographyError) {
            pem = try key.pem(encryptedWith: passphrase)
        } catch {
            throw .key(error)
        }
        try write(pem, to: keyPath(name), rights: 0o600, replacing: replacing)
    }

    /// Writes a certificate where none is yet.
    func write(_ certificate: Certificate, named name: String, replacing: Bool = false) throws(CeremonyError) {
        let pem = PEM.encode(certificate.encoded, label: "CERTIFICATE")
        try write(pem, to: certificatePath(name), rights: 0o644, replacing: replacing)
    }

    /// Writes a file whole or not at all; when this returns it would survive a power cut.
    ///
    /// What is written lies under another name until it is on the disk. It is then linked under its own, which fails
    /// when that name is taken: nobody can come in between looking and writing.
    func write(_ bytes: [UInt8], to file: String, rights: Int, replacing: Bool) throws(CeremonyError) {
        let manager = FileManager.default
        if !replacing, manager.fileExists(atPath: file) { throw .fileExists(path: file) }
        let draft = "\(file).\(UUID().uuidString)"
        defer { try? manager.removeItem(atPath: draft) }
        // The rights are set while the file is empty.
        guard manager.createFile(atPath: draft, contents: nil, attributes: [.posixPermissions: rights]) else {
            throw .file(path: file, code: Int(POSIXErrorCode.EACCES.rawValue))
        }
        try Self.told(file) {
            let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: draft))
            try handle.write(contentsOf: Data(bytes))
            try handle.synchronize()
            try handle.close()
        }
        if replacing, manager.fileExists(atPath: file) {
            try Self.told(file) { try Data(bytes).write(to: URL(fileURLWithPath: file), options: .atomic) }
            try Self.told(file) { try manager.setAttributes([.posixPermissions: rights], ofItemAtPath: file) }
        } else {
            do {
                try manager.linkItem(atPath: draft, toPath: file)
            } catch {
                if manager.fileExists(atPath: file) { throw .fileExists(path: file) }
                throw .file(path: file, code: (error as NSError).code)
            }
        }
        try Self.synchronise(file)
    }

    /// Puts a file and its name on the disk.
    private static func synchronise(_ file: String) throws(CeremonyError) {
        for path in [file, (file as NSString).deletingLastPathComponent] {
            try told(path) {
                let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
                try handle.synchronize()
                try handle.close()
            }
        }
    }
}
