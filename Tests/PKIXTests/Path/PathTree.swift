// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import TestSupport
import XCTest

/// Root, health authority, doctor, and a current list of each authority: a path that is valid until a test breaks it.
struct PathTree {
    let root: TestIdentity
    let health: TestIdentity
    let doctor: TestIdentity

    init(
        root: (inout TestCertificate) throws -> Void = { _ in },
        health: (inout TestCertificate) throws -> Void = { _ in },
        doctor: (inout TestCertificate) throws -> Void = { _ in }
    ) throws {
        self.root = try TestPKI.root(key: .p256, root)
        self.health = try self.root.authority("Health", health)
        self.doctor = try self.health.signer("Doctor", doctor)
    }

    /// Judges the doctor's certificate, or another, with current empty lists of root and health authority.
    func judge(
        _ target: TestIdentity? = nil, _ change: (inout Question) throws -> Void = { _ in }
    ) throws -> PathResult {
        var question = Question(
            target: (target ?? doctor).certificate, anchors: [root.certificate],
            certificates: [health.certificate],
            lists: [try root.revocationList(), try health.revocationList()])
        try change(&question)
        return try question.answer()
    }
}

/// Everything that goes into a validator.
struct Question {
    var target: Certificate
    var anchors: [Certificate]
    var certificates: [Certificate] = []
    var lists: [CertificateList] = []
    var answers: [BasicOCSPResponse] = []
    var policy = PathPolicy(time: TestPKI.now)

    func answer() throws -> PathResult {
        PathValidator().validate(
            target: target, anchors: try anchors.map { try TrustAnchor(certificate: $0) },
            intermediates: certificates, crls: lists, ocsp: answers, policy: policy)
    }
}

/// That a path fails, and for this reason only.
func assertFails(
    _ result: PathResult, _ code: PathFailureCode, at index: Int? = nil, file: StaticString = #filePath,
    line: UInt = #line
) {
    XCTAssertNil(result.path, "valid, but must not be", file: file, line: line)
    XCTAssertEqual(result.codes, [code], "\(result.failures)", file: file, line: line)
    if let index {
        XCTAssertEqual(Set(result.failures.map(\.index)), [index], "\(result.failures)", file: file, line: line)
    }
}

/// That a path is valid.
func assertValid(_ result: PathResult, file: StaticString = #filePath, line: UInt = #line) {
    XCTAssertNotNil(result.path, "\(result.failures)", file: file, line: line)
}

/// What was refused as evidence for a certificate.
func refusals(_ result: PathResult, at index: Int = 0) -> [EvidenceRefusal] {
    result.examined?.evidence[index].refused ?? []
}
