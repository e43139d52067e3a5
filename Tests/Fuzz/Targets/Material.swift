// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import Foundation
import MohrValidation
import PKIX

/// A tree whose keys are gone: what it signed is all that can ever be believed.
///
/// Whatever else a reader accepts has been forged.
public enum Material {
    /// Where it lies.
    public static let folder: String =
        ProcessInfo.processInfo.environment["MOHR_FUZZ_MATERIAL"]
        ?? String(#filePath.dropLast("Targets/Material.swift".count)) + "Material"

    /// The moment of judgement: that of the tests' tree.
    public static let now = Instant(secondsSince1970: 1_795_262_400)

    /// What the doctor signed.
    public static let content = Array("{\"نسخه\":\"آموکسی‌سیلین\"}".utf8)

    /// A file of it.
    public static func bytes(_ name: String) -> [UInt8] {
        [UInt8](FileManager.default.contents(atPath: folder + "/" + name) ?? Data())
    }

    static let root = certificate("root.cer")
    static let health = certificate("health.cer")
    static let doctor = certificate("doctor.cer")
    static let list = try? CertificateList(der: bytes("health.crl"))
    static let healthKey = try? health?.publicKey()
    static let anchors = root.flatMap { try? TrustAnchor(certificate: $0) }.map { [$0] } ?? []
    static let store = EvidenceStore(
        certificates: health.map { [$0] } ?? [],
        lists: ["root.crl", "health.crl"].compactMap { try? CertificateList(der: bytes($0)) }, responses: [])
    static let known = [root, health, doctor].compactMap { $0?.tbsEncoded }

    static let snapshot: TrustSnapshot? = root.flatMap { root in
        try? TrustSnapshot(
            anchors: [root], intermediates: health.map { [$0] } ?? [],
            lists: ["root.crl", "health.crl"].compactMap { try? CertificateList(der: bytes($0)) })
    }

    private static func certificate(_ name: String) -> Certificate? { try? Certificate(der: bytes(name)) }
}
