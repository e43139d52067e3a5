// SPDX-License-Identifier: Apache-2.0
public import Cryptography
import Foundation
public import PKIX

/// The folder that a house's keys and certificates are in.
///
///     keys/<name>.key.pem           encrypted PKCS#8, readable by its owner only; one an authority or service. Where
///                                   `keys` is set-group-ID, its group reads the keys of services, and of no authority
///     keys/<name>.key.uri           for a key in a token: its pkcs11: URI, one line
///     certificates/<name>.pem       the certificate that belongs to it
///
/// - SeeAlso: CP/CPS 6.2 (private key protection).
public struct HomeFolder: Sendable, Hashable {
    /// Where it is.
    public let path: String

    /// Names a folder, there or not.
    public init(path: String) { self.path = path }

    /// Where the key of an authority or service is.
    public func keyPath(_ name: String) -> String { "\(path)/\(keyReference(name))" }

    /// Where the certificate of an authority or service is.
    public func certificatePath(_ name: String) -> String { "\(path)/certificates/\(name).pem" }

    /// How records name a key: its path below the home.
    func keyReference(_ name: String) -> String { "keys/\(name).key.pem" }

    /// Makes the folders that are not there yet.
    ///
    /// - Throws: ``CeremonyError/file(path:code:)``.
    func prepare() throws(CeremonyError) {
        for (name, rights) in [("", 0o700), ("/keys", 0o700), ("/certificates", 0o755)] {
            let folder = path + name
            let isThere = Self.exists(folder)
            try Self.told(folder) {
                if !isThere {
                    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
                }
                // A folder that is there keeps its rights, but nobody else ever looks into the keys': other users that
                // the roles of this house run as are the group of a folder that is set-group-ID.
                if !isThere || (name == "/keys" && !isShared) {
                    try FileManager.default.setAttributes([.posixPermissions: rights], ofItemAtPath: folder)
                }
            }
        }
    }

    /// Whether the operator gave the folder of keys to a group, and nobody beyond it.
    var isShared: Bool {
        let found = try? FileManager.default.attributesOfItem(atPath: path + "/keys")[.posixPermissions] as? Int
        guard let rights = found else { return false }
        return rights & 0o2000 != 0 && rights & 0o7 == 0
    }

    /// Lets the group of a shared folder read the key of a service.
    func share(_ name: String) throws(CeremonyError) {
        let file = keyPath(name)
        guard isShared, Self.exists(file) else { return }
        try Self.told(file) {
            try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file)
        }
    }

    /// Opens a key.
    ///
    /// - Parameters:
    ///   - name: of the authority or service.
    ///   - passphrase: what opens it; nil for one that is not encrypted.
    /// - Returns: the key.
    /// - Throws: ``CeremonyError/fileMissing(path:)``, ``CeremonyError/key(_:)``.
    public func key(_ name: String, passphrase: Passphrase?) throws(CeremonyError) -> PrivateKey {
        let pem = try read(keyPath(name))
        do throws(CryptographyError) {
            return try PrivateKey(pem: pem, passphrase: passphrase)
        } catch {
            throw .key(error)
        }
    }

    /// Reads a certificate.
    ///
    /// - Parameter name: of the authority or service.
    /// - Returns: the certificate.
    /// - Throws: ``CeremonyError/fileMissing(path:)``, ``CeremonyError/certificate(path:_:)``.
    public func certificate(_ name: String) throws(CeremonyError) -> Certificate {
        let file = certificatePath(name)
        let pem = try read(file)
        do throws(PKIXError) {
            return try Certificate(derOrPEM: pem)
        } catch {
            throw .certificate(path: file, error)
        }
    }

    /// Whether the key, its name in a token, or the certificate of an authority or service is there.
    ///
    /// - Parameter name: of the authority or service.
    /// - Returns: `true` when one of them is.
    public func has(_ name: String) -> Bool {
        places(name).contains(where: Self.exists)
    }

    static func exists(_ file: String) -> Bool { FileManager.default.fileExists(atPath: file) }

    func read(_ file: String) throws(CeremonyError) -> [UInt8] {
        guard FileManager.default.fileExists(atPath: file) else { throw .fileMissing(path: file) }
        return try Self.told(file) { [UInt8](try Data(contentsOf: URL(fileURLWithPath: file))) }
    }

    /// Runs a step of Foundation's and tells its error with the system's code.
    static func told<Value>(_ file: String, _ step: () throws -> Value) throws(CeremonyError) -> Value {
        do {
            return try step()
        } catch {
            let known = error as NSError
            let cause = known.userInfo[NSUnderlyingErrorKey] as? NSError
            throw .file(path: file, code: (cause ?? known).code)
        }
    }
}
