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

    /// The profiles of a folder, every `.json5` file in it, with the tables beside the folder.
    static func profiles(in folder: String) throws(ServiceError) -> ProfileSet {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            throw .unreadable(file: folder, cause: error.localizedDescription)
        }
        var files: [String: [UInt8]] = [:]
        for name in names where name.hasSuffix(".json5") {
            files[String(name.dropLast(6))] = try bytes("\(folder)/\(name)")
        }
        let beside = URL(fileURLWithPath: folder).deletingLastPathComponent().path
        let professions = try bytes("\(beside)/\(ProfileSet.tables.professions).json5")
        let titles = try bytes("\(beside)/\(ProfileSet.tables.titles).json5")
        do throws(ProfileSetError) {
            return try ProfileSet(files: files, professions: professions, titles: titles)
        } catch {
            throw .profile(file: "\(folder)/\(error.file).json5", cause: "\(error.cause)")
        }
    }
}
