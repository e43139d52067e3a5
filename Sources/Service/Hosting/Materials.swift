// SPDX-License-Identifier: Apache-2.0
import Cryptography
import Foundation
import PKIX

/// Keys, certificates and profiles, read from a home's files with the file's name in every error.
enum Materials {
    static func bytes(_ file: String) throws(ServiceError) -> [UInt8] {
        do {
            return Array(try Data(contentsOf: URL(fileURLWithPath: file)))
        } catch {
            throw .unreadable(file: file, cause: error.localizedDescription)
        }
    }

    static func key(_ file: String, _ passphrase: Passphrase?) throws(ServiceError) -> PrivateKey {
        let pem = try bytes(file)
        do throws(CryptographyError) {
            return try PrivateKey(pem: pem, passphrase: passphrase)
        } catch {
            throw .key(file: file, error)
        }
    }

    static func certificates(_ file: String) throws(ServiceError) -> [Certificate] {
        let bytes = try bytes(file)
        do throws(PKIXError) {
            return try Certificate.all(inPEMOrDER: bytes)
        } catch {
            throw .certificate(file: file, error)
        }
    }

    /// The profiles of a folder, by name: every `.json5` file in it.
    static func profiles(in folder: String) throws(ServiceError) -> [String: CertificateProfile] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            throw .unreadable(file: folder, cause: error.localizedDescription)
        }
        var profiles: [String: CertificateProfile] = [:]
        for name in names.sorted() where name.hasSuffix(".json5") {
            let file = "\(folder)/\(name)"
            let profile = try profile(try bytes(file), file: file)
            profiles[profile.name] = profile
        }
        return profiles
    }

    private static func profile(_ bytes: [UInt8], file: String) throws(ServiceError) -> CertificateProfile {
        let document: ProfileDocument
        do throws(JSON5Error) {
            document = try ProfileDocument(reading: bytes)
        } catch {
            throw .profile(file: file, cause: "\(error)")
        }
        do throws(ProfileError) {
            return try CertificateProfile(checking: document)
        } catch {
            throw .profile(file: file, cause: "\(error)")
        }
    }
}
