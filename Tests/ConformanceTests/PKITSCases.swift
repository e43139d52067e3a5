// SPDX-License-Identifier: Apache-2.0
import DER
import Foundation
import PKIX
import TestSupport
import XCTest

/// The NIST PKITS cases: certification paths, each with the verdict that RFC 5280 gives it.
struct PKITSCases {
    struct Case: Decodable {
        let id: String
        let title: String
        let expect: String
        let anchor: String
        let intermediates: [String]
        let ee: String
        let crls: [String]
        let policies: [String]
        let explicitPolicy: Bool
        let inhibitMapping: Bool
        let inhibitAny: Bool
        let userConstrainedPolicies: [String]?
    }

    private struct Table: Decodable {
        let cases: [Case]
    }

    /// 2011-04-15T00:00:00Z: the suite's certificates are of that year, among them expired ones.
    static let time = Instant(secondsSince1970: 1_302_825_600)

    let cases: [Case]
    private let folder: URL

    /// Reads the table, or skips the test when it is not there.
    init() throws {
        folder = try SharedData.url("pkits")
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let table = try Data(contentsOf: folder.appendingPathComponent("pkits_cases.json"))
        cases = try decoder.decode(Table.self, from: table).cases
    }

    func named(_ id: String) throws -> Case {
        try XCTUnwrap(cases.first { $0.id == id }, "no PKITS case \(id)")
    }

    func file(_ kind: String, _ name: String) -> URL {
        folder.appendingPathComponent(kind).appendingPathComponent(name)
    }

    func certificate(_ name: String) throws -> Certificate {
        try Certificate(der: [UInt8](try Data(contentsOf: file("certs", name))))
    }

    func list(_ name: String) throws -> CertificateList {
        try CertificateList(der: [UInt8](try Data(contentsOf: file("crls", name))))
    }

    static func policy(for item: Case) throws -> PathPolicy {
        var policy = PathPolicy(time: time)
        policy.userInitialPolicySet = Set(try item.policies.map { try XCTUnwrap(ObjectIdentifier($0)) })
        policy.requireExplicitPolicy = item.explicitPolicy
        policy.inhibitPolicyMapping = item.inhibitMapping
        policy.inhibitAnyPolicy = item.inhibitAny
        return policy
    }

    func judge(_ item: Case, _ change: (inout PathPolicy) -> Void = { _ in }) throws -> PathResult {
        var policy = try Self.policy(for: item)
        change(&policy)
        return PathValidator().validate(
            target: try certificate(item.ee), anchors: [try TrustAnchor(certificate: try certificate(item.anchor))],
            intermediates: try item.intermediates.map { try certificate($0) },
            crls: try item.crls.map { try list($0) }, policy: policy)
    }
}
